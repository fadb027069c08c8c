"""Turns the rows of a table into values of accounts, column by column as matched."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comarca.accounts.measures import last_full_year
from comarca.imports.matching.columns import LATEST
from comarca.imports.matching.fields import FIELDS
from comarca.imports.preview import problems
from comarca.imports.preview.outcome import Outcome
from comarca.imports.preview.values import (
    TEXTS,
    InvalidValue,
    as_email,
    as_figure,
    as_number,
    as_postal_code,
    as_text,
)
from comarca.imports.reading.figures import find_decimal
from comarca.imports.reading.table import Table

SAMPLE = 3000
Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column in use: where it is, its heading, its field, and how its cells are read."""

    index: int
    heading: str
    field: str
    read: Read


def columns(table: Table, mapping: Mapping[str, str], country: str, decimal: str) -> list[Column]:
    """Prepare the columns that are matched to a field; ``decimal`` overrules what is found."""
    used: set[str] = set()
    prepared = []
    for index, heading in enumerate(table.headings):
        field = mapping.get(heading, "")
        field = f"sales:{last_full_year()}" if field == LATEST else field
        if not field or field in used:
            continue
        used.add(field)
        sign = decimal or find_decimal(table.column(index, SAMPLE)) or table.options.decimal
        prepared.append(Column(index, heading, field, _reader(field, country, sign)))
    return prepared


def outcomes(table: Table, prepared: list[Column]) -> Iterator[Outcome]:
    """Yield each row with its values and with what is wrong with them."""
    heading_of = {column.field: column.heading for column in prepared}
    for number, row in zip(table.numbers, table.rows, strict=True):
        values: dict[str, Any] = {}
        found: list[problems.Problem] = []
        for column in prepared:
            cell = row[column.index]
            if cell is None or cell == "" or (isinstance(cell, str) and not cell.strip()):
                continue
            try:
                value = column.read(cell)
            except InvalidValue as why:
                describe = problems.error if why.fatal else problems.note
                found.append(describe(column.heading, why.problem, why.remedy))
            else:
                if value is not None and value != "":
                    values[column.field] = value
        _join_contact(values)
        if not values.get("name"):
            found.append(
                problems.error(
                    heading_of.get("name", ""),
                    _("The name is missing."),
                    _("Fill it in, or delete the row."),
                )
            )
        yield Outcome(number, values, found)


def _reader(field: str, country: str, decimal: str) -> Read:
    """Return the function that reads the cells of one field."""
    if field.startswith("sales:"):
        return lambda cell: as_figure(cell, field, decimal)
    kind = FIELDS[field].kind if field in FIELDS else "text"
    if kind == "figure":
        return lambda cell: as_figure(cell, field, decimal)
    if kind in {"lon", "lat"}:
        return lambda cell: as_number(cell, decimal)
    if kind == "email":
        return lambda cell: as_email(cell, field)
    if kind == "postal_code":
        return lambda cell: as_postal_code(cell, country)
    return TEXTS.get(kind, lambda cell: as_text(cell, field))


def _join_contact(values: dict[str, Any]) -> None:
    """Make one name of a first and a last name; a person's own firm bears their name."""
    first, last = values.pop("contact_first", ""), values.pop("contact_last", "")
    full = " ".join(part for part in (first, last) if part)
    if full and not values.get("contact_name"):
        values["contact_name"] = full
