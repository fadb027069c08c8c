"""A list added up by one field: how many objects have each value, and where they are."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from comarca.base.objects.fields import Field
from comarca.base.objects.filters import Condition
from comarca.base.objects.kinds import Kind
from comarca.base.objects.sources import Own
from comarca.base.objects.wording import names_of, say
from comarca.ui.lists.asked import Asked

MOST_GROUPS = 200


@dataclass(frozen=True, slots=True)
class Group:
    """One value, how many objects have it, and the query that lists them."""

    text: str
    count: int
    query: str


def groupable(field: Field) -> bool:
    """Return whether a list can be grouped by a field: few values, and a table holds them."""
    kinds = {Kind.TEXT, Kind.CHOICE, Kind.CHOICES, Kind.BOOLEAN, Kind.PERSON, Kind.RELATION}
    return (
        field.kind in kinds and field.filter and (_is_own(field) or field.source.side() is not None)
    )


def groups_of(rows: "QuerySet[Any]", field: Field, asked: Asked) -> list[Group]:
    """Return the groups, the largest first; those without a value last."""
    counted = _counted(rows, field)
    names = names_of([field], [{field.key: value} for value, _count in counted])
    known = sum(count for _value, count in counted)
    found = [
        Group(
            say(field, bool(value) if field.kind is Kind.BOOLEAN else value, names),
            count,
            _query(asked, field, value),
        )
        for value, count in counted
    ]
    missing = 0 if field.many else rows.order_by().count() - known
    if missing > 0 and len(counted) < MOST_GROUPS:
        found.append(Group("–", missing, _opened(asked, Condition(field.key, "empty"))))
    return found


def _counted(rows: "QuerySet[Any]", field: Field) -> list[tuple[Any, int]]:
    """Return how many rows have each known value."""
    side = field.source.side()
    if side is None:
        path = field.source.path if isinstance(field.source, Own) else field.key
        asked, key = rows.order_by(), "pk"
    else:
        path, key = side.path, side.link
        asked = side.rows.filter(Exists(rows.order_by().filter(pk=OuterRef(side.link)))).order_by()
    found = asked.exclude(**{f"{path}__isnull": True})
    if field.kind.is_text or field.kind.is_choice:
        found = found.exclude(**{path: ""})
    sums = found.values_list(path).annotate(n=Count(key, distinct=field.many))
    return list(sums.order_by("-n", path)[:MOST_GROUPS])


def _query(asked: Asked, field: Field, value: Any) -> str:
    """Return the query for the objects with one value."""
    if field.kind is Kind.BOOLEAN:
        return _opened(asked, Condition(field.key, "yes" if value else "no"))
    operator = "is" if field.kind.is_text else "in"
    return _opened(asked, Condition(field.key, operator, (str(value),)))


def _opened(asked: Asked, condition: Condition) -> str:
    """Return the query that opens a group."""
    return asked.query(group="", conditions=(*asked.conditions, condition))


def _is_own(field: Field) -> bool:
    """Return whether the value stands in the object's own table."""
    return isinstance(field.source, Own)
