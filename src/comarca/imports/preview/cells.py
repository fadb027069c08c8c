"""Reads a cell of a file as a described field holds it: figures, dates, names."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from comarca.base.dates import today
from comarca.base.objects.custom import PLACES
from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.objects.tidy import tidy
from comarca.base.organisation import Organisation
from comarca.base.sentences import told as _
from comarca.imports.preview.links import Names
from comarca.imports.reading.currencies import split_currency
from comarca.imports.reading.day_order import Order, read_day
from comarca.imports.reading.figures import NotANumber, find_format, parse_number
from comarca.ui.spreadsheets import unescaped

DOLLARS = "USD"
# A column of yes and no that holds days ("SellEndDate"): yes from that day on.
DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:\D.*)?$")


class Reader:
    """Reads the cells of one column; ``user`` sees what the names in it may mean (None: all).

    ``answers`` are what was decided about names that are not clear, by kind and key.
    """

    def __init__(
        self, field: Field, cells: Iterable[Any], decimal: str, user: Any,
        answers: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:  # fmt: skip
        self.field, sample = field, list(cells)
        self.sample = [str(cell)[:10].strip() for cell in sample if DAY.match(str(cell))]
        self.decimal = (find_format(sample).decimal or decimal) if field.kind.is_number else decimal
        self.order = Order.UNKNOWN
        if field.kind in {Kind.DATE, Kind.DATETIME}:
            self.order = Order.of(str(cell).strip()[:10].strip() for cell in sample)
        self.names = Names(field, user, answers)

    def __call__(self, cell: Any) -> Any:
        """Return the value of a cell; raises ValidationError with a sentence."""
        if isinstance(cell, str):
            cell = unescaped(cell.strip())
        if self.field.kind is Kind.BOOLEAN and DAY.match(str(cell)):
            return read_day(str(cell)[:10], Order.of(self.sample)) <= today()
        if self.field.kind.is_number:
            return tidy(self.field, self._number(cell))
        if self.field.kind is Kind.DATE and not isinstance(cell, date):
            return tidy(self.field, read_day(str(cell), self.order))
        if self.field.kind is Kind.DATETIME and isinstance(cell, str):
            return tidy(self.field, self._moment(cell))
        if self.field.kind.is_link and self.field.many:
            return self.names.many(str(cell))
        return self.names.one(str(cell)) if self.field.kind.is_link else tidy(self.field, cell)

    def expect(self, cells: Iterable[Any]) -> None:
        """Look up together what the cells of a block name."""
        if self.field.kind.is_link and not self.field.many:
            self.names.expect(
                unescaped(cell.strip()) if isinstance(cell, str) else str(cell) for cell in cells
            )

    def _moment(self, text: str) -> str:
        """Return a date and time as ISO writes it; its day is read as days are."""
        day, _space, hour = text.replace("T", " ").partition(" ")
        return f"{read_day(day, self.order)} {hour.strip() or '00:00'}"

    def _number(self, cell: Any) -> str | None:
        try:
            number = parse_number(cell, self.decimal)
        except NotANumber as error:
            raise ValidationError(
                _("“%(text)s” is not a number.") % {"text": str(cell)[:60]}
            ) from error
        if number is None or self.field.kind not in {Kind.MONEY, Kind.DECIMAL}:
            return None if number is None else str(number)
        # Programs write 21.35 as 21.3500004: what is kept is what counts, next time too.
        kept = self.field.decimals if self.field.custom_id is None else PLACES
        return str(round(Decimal(str(number)), kept))

    def currency(self, cell: Any) -> str:
        """Return the currency that stands beside an amount, where it is not the company's own."""
        meant = split_currency(str(cell).strip())[1]
        company = Organisation.current() if meant else None
        if not meant or (company is not None and company.currency in meant):
            return ""
        return next(iter(meant)) if len(meant) == 1 else DOLLARS if DOLLARS in meant else ""


def kept(value: Any) -> Any:
    """Return a value as a row of an import keeps it: figures and dates as text.

    >>> kept(Decimal("2.5000")), kept(date(2026, 2, 3)), kept("")
    ('2.5', '2026-02-03', None)
    """
    if isinstance(value, Decimal):
        return format(round(value, 4).normalize(), "f")  # as many decimals as are stored
    if isinstance(value, date):
        return value.isoformat()
    return None if value in ("", []) else value
