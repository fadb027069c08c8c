"""Reads a file of order lines as it streams by; only a sample is looked at to find its form."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

from comarca.base.objects import find
from comarca.base.sentences import Headings, sentence_of
from comarca.base.sentences import told as _
from comarca.imports.id_columns import called_by_id
from comarca.imports.matching.canonical import canonical
from comarca.imports.reading import Limits, UnreadableFile
from comarca.imports.reading.day_order import Order as DayOrder
from comarca.imports.reading.day_order import read_day
from comarca.imports.reading.encoding import find_encoding
from comarca.imports.reading.figures import NotANumber, find_format, parse_number
from comarca.imports.reading.separator import find_separator, split_rows

SAMPLE = 400_000  # bytes
LIMITS = Limits(size=500 * 1024 * 1024, rows=5_000_000)
# What a line may say: the keys of the fields of orders and of their lines.
ORDER_KEYS = ("number", "account", "owner", "ordered_on", "state", "currency")
LINE_KEYS = ("position", "product", "description", "quantity", "price", "discount", "tax_rate",
             "net")  # fmt: skip
LINKS = frozenset({"account", "owner", "product"})
NUMBERS = frozenset({"position", "quantity", "price", "discount", "tax_rate", "net"})
NEEDED = ("number", "account", "ordered_on")


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written: encoding, separator, and the column of each key."""

    encoding: str
    separator: str
    headings: tuple[str, ...]
    columns: Mapping[str, int]
    decimals: Mapping[str, str]
    days: DayOrder
    shares: bool = False  # discounts are shares of one: 0.15 is 15 per cent


def form_of(path: Path, needed: Sequence[str] = NEEDED, *, amounts: bool = True) -> Form:
    """Find out how a file is written; ``needed`` are the columns that every line must have.

    Raises
    ------
    UnreadableFile
        If it is no text with columns, or lacks a column that every line needs.
    """
    LIMITS.check_size(path.stat().st_size)
    with path.open("rb") as stream:
        head = stream.read(SAMPLE)
    whole = head if len(head) < SAMPLE else head[: head.rfind(b"\n") + 1]
    if not whole or b"\0" in whole[:1000].replace(b"\xff\xfe", b""):
        raise UnreadableFile(
            _("This is not a text file with columns."), _("Save the sheet as CSV and upload that.")
        )
    encoding = find_encoding(whole)
    encoding = "utf-8-sig" if encoding.replace("_", "-").lower() in {"utf-8", "ascii"} else encoding
    text = whole.decode(encoding, "replace")
    separator = find_separator(text)
    rows = [row for row in split_rows(text, separator) if any(cell.strip() for cell in row)]
    headings = tuple(" ".join(cell.split()) for cell in rows[0])
    columns = _columns(headings)
    _hold(columns, headings, needed, amounts=amounts)
    sample = rows[1:]
    day = columns.get("ordered_on")
    decimals = {
        key: _decimal(sample, at, separator) for key, at in columns.items() if key in NUMBERS
    }
    return Form(
        encoding, separator, headings, columns, decimals,
        DayOrder.of(_cell(row, day)[:10] for row in sample if day is not None),
        _are_shares(sample, columns.get("discount"), decimals.get("discount", ".")),
    )  # fmt: skip


def _are_shares(rows: list[list[str]], at: int | None, decimal: str) -> bool:
    """Return whether discounts are written as shares of one: none is above 1, some below it."""
    if at is None:
        return False
    found = []
    for row in rows:
        with suppress(ValidationError):
            found.append(_number(_cell(row, at) or "0", decimal))
    return bool(found) and max(found) <= 1 and any(0 < one < 1 for one in found)


def _columns(headings: tuple[str, ...]) -> dict[str, int]:
    """Return the column of each key, by the words that orders and lines are described with."""
    words: dict[str, str] = {}
    for kind, keys in (("order", ORDER_KEYS), ("order_line", LINE_KEYS)):
        fields = {one.key: one for one in find(kind).declared}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                for key in keys:
                    for word in (fields[key].heading, key, *fields[key].headings):
                        words.setdefault(canonical(word), key)
    for word in ("customerid", "account code", "codigo de cliente", "reseller", "resellerkey",
                 "customer code", "codigo cliente"):  # fmt: skip
        words.setdefault(canonical(word), "account")
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        key = words.get(canonical(heading.replace("_", " ")), "")
        if key and key not in found:
            found[key] = at
    for at, heading in enumerate(headings):  # "EmployeeKey" names what "Employee" would
        key = words.get(called_by_id(heading), "")
        if key in LINKS and key not in found:
            found[key] = at
    return found


def _hold(
    columns: Mapping[str, int], headings: tuple[str, ...], needed: Sequence[str], *, amounts: bool
) -> None:
    """Insist on what every line needs: an order, an account, a day, and an amount."""
    lacks = [key for key in needed if key not in columns]
    fields = {one.key: one for one in find("order").declared}
    names: list[str] = [fields[key].heading for key in lacks]
    if amounts and "net" not in columns and not {"quantity", "price"} <= columns.keys():
        names.append(_("Net (or quantity and unit price)"))
    if names:
        raise UnreadableFile(
            _("These columns were not found: %(names)s.") % {"names": Headings.joined(names)},
            _("Name them so in the first row; it reads: %(headings)s")
            % {"headings": ", ".join(headings)[:300]},
        )


def _cell(row: list[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _decimal(rows: list[list[str]], at: int, separator: str) -> str:
    """Return the decimal sign of a column."""
    return find_format(_cell(row, at) for row in rows).decimal or ("," if separator == ";" else ".")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the file says it; names are still to be looked up."""

    row: int
    values: Mapping[str, Any]
    problem: str = ""


def lines(path: Path, form: Form) -> Iterator[Line]:
    """Yield the lines of a file one after the other, each read or with what is wrong with it."""
    days: dict[str, date] = {}
    with _opened(path, form) as stream, _cells_bounded():
        reader = csv.reader(stream, delimiter=form.separator)
        at_heading = True
        try:
            for row in reader:
                if not any(row):
                    continue
                if at_heading:
                    at_heading = False
                    continue
                LIMITS.check_rows(reader.line_num - 1)
                yield _line(reader.line_num, row, form, days)
        except UnicodeDecodeError as error:
            raise UnreadableFile(
                _("After row %(row)d the file is not written in %(encoding)s.")
                % {"row": reader.line_num, "encoding": form.encoding},
                _("Save it as UTF-8 and upload it again."),
            ) from error
        except csv.Error as error:
            raise UnreadableFile(
                _("Row %(row)d could not be read (%(error)s).")
                % {"row": reader.line_num, "error": error},
                _("A quotation mark may have been left open there: close it."),
            ) from error


@contextmanager
def _opened(path: Path, form: Form) -> Iterator[io.TextIOWrapper]:
    with path.open(encoding=form.encoding, newline="") as stream:
        yield stream


@contextmanager
def _cells_bounded() -> Iterator[None]:
    usual = csv.field_size_limit(LIMITS.cell_length * 4)  # one limit for the whole process
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def _line(number: int, row: list[str], form: Form, days: dict[str, date]) -> Line:
    """Read one line; the first cell that cannot be used is told."""
    values: dict[str, Any] = {}
    for key, at in form.columns.items():
        cell = _cell(row, at)
        if not cell or cell in {"-", "NULL", "null"}:
            continue
        try:
            if key in NUMBERS:
                values[key] = _number(cell, form.decimals[key])
                if key == "discount" and form.shares:
                    values[key] = round(values[key] * 100, 2)
            elif key == "ordered_on":
                if cell not in days:
                    days[cell] = read_day(cell.partition(" ")[0].partition("T")[0], form.days)
                values[key] = days[cell]
            else:
                values[key] = cell
        except ValidationError as error:
            problem = _("%(column)s: %(problem)s")
            said = {"column": form.headings[at], "problem": sentence_of(error)}
            return Line(number, values, problem % said)
    return Line(number, values)


def _number(cell: str, decimal: str) -> Decimal:
    """Return a figure exactly as it is written."""
    if decimal == ".":
        try:
            found = Decimal(cell)
        except InvalidOperation:
            pass
        else:
            if found.is_finite():
                return found
    try:
        number = parse_number(cell, decimal)
    except NotANumber as error:
        raise ValidationError(_("“%(text)s” is not a number.") % {"text": cell[:60]}) from error
    return Decimal(repr(number)) if number is not None else Decimal(0)
