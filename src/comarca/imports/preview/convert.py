"""Turns the rows of a table into values of accounts, column by column as matched."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from comarca.accounts.measures import last_full_year
from comarca.base.objects.custom import PREFIX
from comarca.base.sentences import sentence_of
from comarca.base.sentences import told as _
from comarca.imports.matching.columns import SEVERAL
from comarca.imports.matching.fields import Field, fields
from comarca.imports.matching.sales import LATEST
from comarca.imports.preview import problems
from comarca.imports.preview.cells import Reader, kept
from comarca.imports.preview.decisions import SKIP, Decisions
from comarca.imports.preview.missing import is_nothing
from comarca.imports.preview.outcome import Outcome
from comarca.imports.preview.units import ONE, Unit, unit_of
from comarca.imports.preview.values import (
    TEXTS,
    InvalidValue,
    as_email,
    as_figure,
    as_number,
    as_postal_code,
    as_status,
    as_text,
)
from comarca.imports.reading.figures import Format, find_format
from comarca.imports.reading.table import Table

SAMPLE = 3000
FIGURES = frozenset({"figure", "lon", "lat", "typed_figure"})
Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column in use: where it is, its heading, its field, and how its cells are read."""

    index: int
    heading: str
    field: str
    read: Read
    kind: str = "text"
    format: Format = dataclasses.field(default_factory=Format)
    unit: Unit = ONE

    @property
    def is_figure(self) -> bool:
        """Return whether the column holds figures."""
        return self.kind in FIGURES


@dataclass(frozen=True, slots=True)
class Manner:
    """How the figures of a whole file are read: country, currency, decimal sign, answers."""

    country: str
    currency: str = "EUR"
    decimal: str = ""
    decisions: Decisions = dataclasses.field(default_factory=Decisions)
    user: Any = None  # who reads: what they may not see is no field of theirs


def columns(table: Table, mapping: Mapping[str, str], manner: Manner) -> list[Column]:
    """Prepare the columns that are matched to a field."""
    used: set[str] = set()
    known = fields(manner.user)
    prepared = []
    for index, heading in enumerate(table.headings):
        field = mapping.get(heading, "")
        field = f"sales:{last_full_year()}" if field == LATEST else field
        is_gone = field.startswith(PREFIX) and field not in known
        if not field or (field in used and field not in SEVERAL) or is_gone:
            continue
        used.add(field)
        prepared.append((index, heading, field, _kind(field, known)))
    formats = {
        index: find_format(table.column(index, SAMPLE))
        for index, _heading, _field, kind in prepared
        if kind in FIGURES
    }
    sure = {
        formats[index].decimal
        for index, _h, _f, kind in prepared
        if kind == "figure" and not formats[index].is_guess and formats[index].decimal
    }
    return [
        _column(
            index,
            heading,
            field,
            kind,
            formats.get(index, Format()),
            sure,
            table,
            manner,
            known.get(field),
        )
        for index, heading, field, kind in prepared
    ]


def outcomes(table: Table, prepared: list[Column], home: str = "") -> Iterator[Outcome]:
    """Yield each row with its values and with what is wrong with them.

    ``home`` is the company's country, in whose way postal codes were read.
    """
    heading_of: dict[str, str] = {}
    for column in prepared:
        heading_of.setdefault(column.field, column.heading)
    code_at = next((c.index for c in prepared if c.field == "postal_code"), None)
    for number, row in zip(table.numbers, table.rows, strict=True):
        values: dict[str, Any] = {}
        found: list[problems.Problem] = []
        for column in prepared:
            cell = row[column.index]
            # A company may well be called "None": of a name only the empty cell says nothing.
            is_name = column.field == "name" and isinstance(cell, str) and cell.strip()
            if not is_name and is_nothing(cell, figure=column.is_figure):
                continue
            try:
                value = column.read(cell)
            except InvalidValue as why:
                found.append(why.as_problem(column.heading))
                value = why.value
            if value is not None and value != "":
                _put(values, column.field, value)
        if code_at is not None and values.get("country", home) != home and values["country"]:
            _as_written(values, row[code_at])
        _join_contact(values, has_name="name" in heading_of)
        if not values.get("name"):
            found.append(
                problems.error(
                    heading_of.get("name", ""),
                    _("The name is missing."),
                    _("Fill it in, or delete the row.")
                    if "name" in heading_of
                    else _("No column is matched to the name: choose which one it is."),
                )
            )
        yield Outcome(number, values, found)


def _put(values: dict[str, Any], field: str, value: Any) -> None:
    """Keep a value; of several columns of one field the first that is filled counts.

    Of two that say a status the one that ends a relation does.
    """
    if field == "coordinates":
        values.setdefault("lat", value[0])
        values.setdefault("lon", value[1])
    elif field == "contact_last" and field in values:
        values[field] = f"{values[field]} {value}"
    elif field not in values or (field == "status" and value in {"closed", SKIP}):
        values[field] = value


def _as_written(values: dict[str, Any], cell: Any) -> None:
    """Leave another country's postal code as it stands: no zero of ours before it."""
    if "postal_code" in values:
        values["postal_code"] = as_text(cell, "postal_code")


def _column(
    index: int, heading: str, field: str, kind: str, shape: Format, sure: set[str],
    table: Table, manner: Manner, known: Field | None,
) -> Column:  # fmt: skip
    """Prepare one column."""
    chosen = manner.decisions.decimals.get(heading) or manner.decimal
    if chosen:
        shape = Format(chosen, shape.example)
    elif kind in {"lon", "lat"} and shape.is_guess and shape.decimal:
        # Nobody writes thousands into coordinates: the only sign there is the decimal one.
        shape = Format("." if shape.decimal == "," else ",", shape.example)
    elif shape.is_guess and len(sure) == 1 and shape.decimal not in sure:
        shape = Format(next(iter(sure)), shape.example, is_guess=True)
    decimal = shape.decimal or table.options.decimal
    unit = unit_of(heading, field, manner.currency) if kind == "figure" else ONE
    read = _reader(field, heading, decimal, unit, manner, kind)
    if kind in {"typed", "typed_figure"} and known is not None and known.described is not None:
        cells = table.column(index)
        read = typed(Reader(known.described, cells, decimal, manner.user))
    return Column(index, heading, field, read, kind, shape, unit)


def typed(reader: Reader) -> Read:
    """Return a reader of cells by their field's description; what cannot be one is left out."""

    def read(cell: Any) -> Any:
        try:
            return kept(reader(cell))
        except ValidationError as error:
            remedy = _("Correct it or leave it empty; the rest of the row is imported.")
            raise InvalidValue(sentence_of(error), remedy, about="typed") from error

    return read


def _kind(field: str, known: Mapping[str, Field]) -> str:
    """Return the kind of value that a field holds."""
    if field.startswith("sales:"):
        return "figure"
    return known[field].kind if field in known else "text"


def _reader(field: str, heading: str, decimal: str, unit: Unit, manner: Manner, kind: str) -> Read:
    """Return the function that reads the cells of one field."""
    if kind == "figure":
        return lambda cell: as_figure(cell, field, decimal, unit, manner.currency)
    if kind in {"lon", "lat"}:
        return lambda cell: as_number(cell, decimal)
    if kind == "email":
        return lambda cell: as_email(cell, field)
    if kind == "postal_code":
        return lambda cell: as_postal_code(cell, manner.country)
    if kind == "status":
        return lambda cell: as_status(cell, heading, manner.decisions.statuses)
    return TEXTS.get(kind, lambda cell: as_text(cell, field))


def _join_contact(values: dict[str, Any], *, has_name: bool) -> None:
    """Make one name of a first and a last name; a person's own firm bears their name."""
    first, last = values.pop("contact_first", ""), values.pop("contact_last", "")
    full = " ".join(part for part in (first, last) if part)
    if full and not values.get("contact_name"):
        values["contact_name"] = full
    if (not has_name or not values.get("name")) and values.get("contact_name"):
        values["name"] = values["contact_name"]
