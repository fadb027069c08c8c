"""Reads dates as files write them; the whole column says whether day or month comes first."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError

from comarca.base.sentences import told as _

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
PARTS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")
MONTHS = 12


class Order(StrEnum):
    """What comes first in the dates of a column, as far as the column says."""

    DAY = "day"
    MONTH = "month"
    UNKNOWN = ""

    @classmethod
    def of(cls, cells: Iterable[Any]) -> "Order":
        """Return the order that the dates beyond the twelfth prove; of both, neither.

        >>> Order.of(["03/04/2026", "25/04/2026"]), Order.of(["03/04/2026"])
        (<Order.DAY: 'day'>, <Order.UNKNOWN: ''>)
        """
        found = [(int(m[1]), int(m[2])) for c in cells if (m := PARTS.match(str(c).strip()))]
        day = any(first > MONTHS for first, _second in found)
        month = any(second > MONTHS for _first, second in found)
        if day == month:
            return cls.UNKNOWN
        return cls.DAY if day else cls.MONTH


def read_day(text: str, order: Order) -> date:
    """Return the date of a cell; one that may be read two ways is not guessed.

    Raises
    ------
    ValidationError
        If it is no date, or if day and month could change places and ``order`` does not say.
    """
    iso, parts = ISO.match(text.strip()), PARTS.match(text.strip())
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if parts:
            return _of_parts(int(parts[1]), int(parts[2]), int(parts[3]), order, text)
    except ValueError:
        pass
    raise ValidationError(
        _("“%(text)s” is not a date; write it as 2026-12-31.") % {"text": text[:60]}
    )


def _of_parts(first: int, second: int, year: int, order: Order, text: str) -> date:
    """Return the date of three numbers."""
    if first > MONTHS or first == second:
        return date(year, second, first)
    if second > MONTHS:
        return date(year, first, second)
    if order is Order.UNKNOWN:
        raise ValidationError(
            _("“%(text)s”: day and month could be either way round; write it as 2026-12-31.")
            % {"text": text[:60]}
        )
    return date(year, second, first) if order is Order.DAY else date(year, first, second)
