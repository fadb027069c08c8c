"""Half-open periods: from a day to (not including) a day; no last day means until further notice.

Rows keep them as ``valid_from`` and ``valid_to`` unless other names are given.
"""

from datetime import date
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Q

START, END = "valid_from", "valid_to"
Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


def lasting(day: date, end: str = END) -> Q:
    """Keep what is not over before the end of a day: it ends later, or never."""
    return Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": day})


def in_force(day: date, start: str = START, end: str = END, *, open_start: bool = False) -> Q:
    """Keep what is in force on a day; with ``open_start`` no first day means since ever."""
    begun = Q(**{f"{start}__lte": day})
    if open_start:
        begun |= Q(**{f"{start}__isnull": True})
    return begun & lasting(day, end)


def lasts(name: str, start: str = START, end: str = END) -> models.CheckConstraint:
    """Return the constraint that a period holds at least one day."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": F(start)}), name=name
    )


class PeriodQuerySet(models.QuerySet[Row_co]):
    """Rows with a period, by day and by period."""

    def on(self, day: date) -> Self:
        """Return the rows in force on a day."""
        return self.filter(in_force(day, open_start=self._open_start()))

    def overlapping(self, first: date, until: date | None = None) -> Self:
        """Return the rows in force on any day from the first to (not including) ``until``."""
        rows = self.filter(lasting(first))
        if until is None:
            return rows
        begun = Q(**{f"{START}__lt": until})
        return rows.filter(begun | Q(**{f"{START}__isnull": True}) if self._open_start() else begun)

    def _open_start(self) -> bool:
        """Return whether the first day may be missing; if never, the filter stays on the index."""
        column: Any = self.model._meta.get_field(START)
        return bool(column.null)
