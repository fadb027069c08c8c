"""Works a report out: groups, figures, the period before, within what the reader sees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, DateTimeField, F, FloatField, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.base.dates import today
from comarca.base.objects.fields import Field
from comarca.base.objects.sources import Own
from comarca.base.objects.sources import Worked as WorkedOut
from comarca.base.organisation import own_currency
from comarca.reports.definition import Definition
from comarca.reports.dimensions import Dimension
from comarca.reports.medians import medians
from comarca.reports.periods import Period, before, period_of
from comarca.ui.lists.rows import rows_for

MOST_GROUPS = 100_000  # different values that are added up at most
CHUNK = 900  # objects looked up at once
Key = tuple[Any, Any]


@dataclass(slots=True)
class Sums:
    """What was added up of one group: rows, the figure, and how many rows had one."""

    rows: int = 0
    total: float = 0.0
    known: int = 0

    def add(self, rows: int, total: Any, known: int) -> None:
        """Add another part of the group."""
        self.rows += rows
        self.total += float(total or 0)
        self.known += known

    def value(self, measure: str) -> float | None:
        """Return the measure; an average of nothing is not known."""
        if measure in {"count", "share"}:
            return self.rows
        if measure == "sum":
            return self.total
        return self.total / self.known if self.known else None


@dataclass(slots=True)
class Worked:
    """The groups of a report, those of the period it is compared with, and what went wrong."""

    definition: Definition
    period: Period
    earlier: Period | None
    groups: dict[Key, Sums] = field(default_factory=dict)
    groups_before: dict[Key, Sums] = field(default_factory=dict)
    medians: dict[Key, float] = field(default_factory=dict)
    medians_before: dict[Key, float] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def work_out(definition: Definition, user: Any, day: date | None = None) -> Worked:
    """Return the groups of a report, as a person may see them on a day."""
    period = period_of(definition.period, day or today())
    earlier = before(period, definition.against)
    rows, problems = rows_for(definition.object_type, definition.asked, user)
    worked = Worked(definition, period, earlier, problems=problems)
    now = _within(rows, definition, period)
    worked.groups = _groups(definition, now, user, problems)
    worked.medians = _medians(definition, now, user, problems)
    if earlier is not None:
        then = _within(rows, definition, earlier)
        found = _groups(definition, then, user, problems)
        worked.medians_before = {
            (_moved(key, definition, period, earlier)[0], key[1]): value
            for key, value in _medians(definition, then, user, problems).items()
        }
        for key, sums in found.items():
            moved = _moved(key, definition, period, earlier)
            into = worked.groups_before.setdefault(moved, Sums())
            into.add(sums.rows, sums.total, sums.known)
    return worked


def _within(rows: "QuerySet[Any]", definition: Definition, period: Period) -> "QuerySet[Any]":
    """Return the rows whose date lies in a period."""
    if definition.moment is None:
        return rows
    source = definition.moment.source
    assert isinstance(source, Own)  # noqa: S101
    is_moment = isinstance(source.column(definition.object_type.model, source.path), DateTimeField)
    asked = Q()
    for limit, lookup in ((period.start, "gte"), (period.end, "lt")):
        if limit is not None:
            at: Any = limit
            if is_moment:
                at = timezone.make_aware(datetime.combine(limit, time.min))
            asked &= Q(**{f"{source.path}__{lookup}": at})
    return rows.filter(asked)


def _groups(
    definition: Definition, rows: "QuerySet[Any]", user: Any, problems: list[str]
) -> dict[Key, Sums]:
    """Return the sums by group, in one question; looked-up values are put in afterwards."""
    used = (definition.by, definition.across)
    named = {f"r_{at}": one.expression(user) for at, one in enumerate(used) if one is not None}
    asked = rows.order_by().annotate(**named).values(*named) if named else rows.order_by()
    figures = _figures(definition)
    counted: Iterable[dict[str, Any]]
    if named:
        counted = list(asked.annotate(n=Count("pk"), **figures)[: MOST_GROUPS + 1])
        if len(counted) > MOST_GROUPS:
            problems.append(_("There are too many different values to group by."))
            return {}
    else:
        counted = [asked.aggregate(n=Count("pk"), **figures)]
    looked = [_looked_up(one, counted, f"r_{at}") for at, one in enumerate(used)]
    found: dict[Key, Sums] = {}
    for row in counted:
        key = (_key(row, 0, looked[0]), _key(row, 1, looked[1]))
        found.setdefault(key, Sums()).add(row["n"], row.get("total"), row.get("known", 0))
    return found


def _medians(
    definition: Definition, rows: "QuerySet[Any]", user: Any, problems: list[str]
) -> dict[Key, float]:
    """Return the medians of all groups, where a report asks for them."""
    one = definition.figure
    if definition.measure != "median" or one is None:
        return {}
    used = (definition.by, definition.across)
    return medians(
        rows, used, _value(one), _only(definition, one), user, problems, _key, _looked_up
    )


def _only(definition: Definition, one: Field) -> Q:
    """Return what keeps amounts in the company's currency alone."""
    return Q(**{_currency(definition, one): own_currency()}) if one.currency else Q()


def _value(one: Field) -> Combinable:
    """Return the figure of a row."""
    if isinstance(one.source, Own):
        return F(one.source.path)
    assert isinstance(one.source, WorkedOut)  # noqa: S101
    return one.source.expression()


def _figures(definition: Definition) -> dict[str, Any]:
    """Return what is added up; of amounts, only those in the company's currency."""
    one = definition.figure
    if one is None:
        return {}
    only, value = _only(definition, one), _value(one)
    return {
        "total": Sum(Cast(value, FloatField()), filter=only),
        "known": Count(value, filter=only),
    }


def _currency(definition: Definition, one: Field) -> str:
    """Return the column that holds the currency of a figure: its own, or its order's."""
    declared = {field.key: field for field in definition.object_type.declared}
    source = declared[one.currency].source if one.currency in declared else None
    return source.path if isinstance(source, Own) else one.currency


def _looked_up(
    one: Dimension | None, counted: Iterable[Mapping[str, Any]], name: str
) -> Mapping[Any, Any] | None:
    """Return the values of a dimension that the database cannot work out, by object."""
    if one is None or not one.is_looked_up:
        return None
    model = one.target.model if one.target is not None else None
    keys = sorted({row[name] for row in counted if row[name] is not None})
    found: dict[Any, Any] = {}
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        rows = list(model._default_manager.filter(pk__in=part)) if model else _bare(part)
        found |= dict(one.field.source.read(rows))
    return found


class _Bare:
    """An object of which only its key is known."""

    def __init__(self, pk: int) -> None:
        self.pk = pk


def _bare(keys: Iterable[int]) -> list[Any]:
    return [_Bare(pk) for pk in keys]


def _key(row: Mapping[str, Any], at: int, looked: Mapping[Any, Any] | None) -> Any:
    """Return the value of a group; no text and nothing are the same."""
    value = row.get(f"r_{at}")
    if looked is not None:
        value = looked.get(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).date()
    return None if value == "" else value


def _moved(key: Key, definition: Definition, now: Period, earlier: Period) -> Key:
    """Return a group of the period before as the group it is compared with."""
    value, _across = key
    assert now.start is not None  # noqa: S101
    assert earlier.start is not None  # noqa: S101
    by = definition.by
    if by is not None and by.step and isinstance(value, date):
        months = (now.start.year - earlier.start.year) * 12 + now.start.month - earlier.start.month
        value = value + relativedelta(months=months)
    return value, None
