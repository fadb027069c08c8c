"""Medians of a report: of each group, each row, each column and of all; medians never add up."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from django.db.models import Count, F, FloatField, Q, QuerySet, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, RowNumber
from django.utils.translation import gettext as _

from comarca.reports.dimensions import Dimension

MOST_VALUES = 200_000  # values looked through at most where the database cannot group them
EVERY = object()  # stands for all groups of a dimension
Used = tuple[Dimension | None, Dimension | None]


def medians(
    rows: "QuerySet[Any]", used: Used, value: Combinable, only: Q, user: Any, problems: list[str],
    key: Any, looked_up: Any,
) -> dict[tuple[Any, Any], float]:  # fmt: skip
    """Return the medians by group; ``EVERY`` stands where a dimension is not divided.

    ``key`` turns a value of the database into a group's, ``looked_up`` finds those it cannot work
    out. A group without a value has no median.
    """
    found: dict[tuple[Any, Any], float] = {}
    for divided in ({0, 1}, {0}, {1}, set[int]()):
        kept: Used = tuple(one if at in divided else None for at, one in enumerate(used))  # type: ignore[assignment]
        if any(used[at] is None for at in divided):
            continue
        values = list(_values(rows, kept, value, only, user))
        if len(values) > MOST_VALUES:
            problems.append(_("There are too many values for a median: choose a shorter period."))
            continue
        counted = [{f"r_{at}": row[at] for at in (0, 1)} for row in values]
        looked = [looked_up(one, counted, f"r_{at}") for at, one in enumerate(kept)]
        groups: dict[tuple[Any, Any], list[float]] = {}
        for row, (_first, _second, figure) in zip(counted, values, strict=True):
            pair = tuple(
                key(row, at, looked[at]) if kept[at] is not None else EVERY for at in (0, 1)
            )
            groups.setdefault((pair[0], pair[1]), []).append(figure)
        found |= {pair: float(median(figures)) for pair, figures in groups.items()}
    return found


def _values(
    rows: "QuerySet[Any]", used: Sequence[Dimension | None], value: Combinable, only: Q, user: Any
) -> Iterable[tuple[Any, Any, float]]:
    """Yield the values that decide the medians, each with its groups.

    Where the database knows the groups these are the one or two in the middle of each.
    """
    named = {f"r_{at}": one.expression(user) for at, one in enumerate(used) if one is not None}
    asked = rows.order_by().filter(only)
    asked = asked.annotate(**named, r_value=Cast(value, FloatField())).filter(r_value__isnull=False)
    if not any(one is not None and one.is_looked_up for one in used):
        groups = [F(name) for name in named] or None
        asked = asked.annotate(
            r_twice=Window(RowNumber(), partition_by=groups, order_by="r_value") * 2,
            r_all=Window(Count("pk"), partition_by=groups),
        ).filter(r_twice__gte=F("r_all"), r_twice__lte=F("r_all") + 2)
    for row in asked.values(*named, "r_value")[: MOST_VALUES + 1]:
        yield row.get("r_0"), row.get("r_1"), row["r_value"]
