"""A list added up by one field: how many objects have each value, and where they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from comarca.base.objects.fields import Field
from comarca.base.objects.filters import Condition
from comarca.base.objects.kinds import Kind
from comarca.base.objects.sources import Own
from comarca.base.objects.wording import UNKNOWN, names_of, say, with_currency
from comarca.base.organisation import own_currency
from comarca.ui.lists.asked import Asked

MOST_GROUPS = 200


@dataclass(frozen=True, slots=True)
class Group:
    """One value, how many objects have it, and the query that lists them."""

    text: str
    count: int
    query: str
    sums: tuple[str, ...] = ()  # of the figures shown, in their order


def groupable(field: Field) -> bool:
    """Return whether a list can be grouped by a field: few values, and a table holds them."""
    kinds = {Kind.TEXT, Kind.CHOICE, Kind.CHOICES, Kind.BOOLEAN, Kind.PERSON, Kind.RELATION}
    return (
        field.kind in kinds and field.filter and (_is_own(field) or field.source.side() is not None)
    )


def summable(columns: Iterable[Field]) -> list[Field]:
    """Return the columns that can be added up: figures that stand in the object's own table.

    A share of a group is no sum of shares.
    """
    return [
        one
        for one in columns
        if one.kind.is_number and one.kind is not Kind.PERCENT and _is_plain(one)
    ]


def groups_of(
    rows: "QuerySet[Any]", field: Field, asked: Asked, figures: Sequence[Field] = ()
) -> list[Group]:
    """Return the groups with the sums of some figures, the largest first, then those without.

    Amounts are added up in the company's currency alone; the sums say which it is.
    """
    if field.many:  # an object in two groups would count twice in their sums
        figures = ()
    counted = _counted(rows, field, figures)
    names = names_of([field], [{field.key: value} for value, *_rest in counted])
    found = [
        Group(
            say(field, bool(value) if field.kind is Kind.BOOLEAN else value, names),
            count,
            _query(asked, field, value),
            _said(figures, sums),
        )
        for value, count, *sums in counted
    ]
    if not field.many and len(counted) < MOST_GROUPS:
        missing, *sums = _without(rows, field).aggregate(n=Count("pk"), **_sums(figures)).values()
        if missing:
            query = _opened(asked, Condition(field.key, "empty"))
            found.append(Group(UNKNOWN, missing, query, _said(figures, sums)))
    return found


def _without(rows: "QuerySet[Any]", field: Field) -> "QuerySet[Any]":
    """Return the rows that have no value."""
    side = field.source.side()
    path = side.path if side else _path(field)
    empty = Q(**{f"{path}__isnull": True})
    if field.kind.is_text or field.kind.is_choice:
        empty |= Q(**{path: ""})
    if side is None:
        return rows.order_by().filter(empty)
    known = side.rows.filter(**{side.link: OuterRef("pk")}).exclude(empty)
    return rows.order_by().filter(~Exists(known))


def _sums(figures: Sequence[Field], link: str = "") -> dict[str, Sum]:
    """Return the sums to ask for; of amounts, only those in the company's currency."""
    way, found = f"{link}__" if link else "", {}
    for number, one in enumerate(figures):
        only = Q(**{f"{way}{one.currency}": own_currency()}) if one.currency else None
        found[f"sum_{number}"] = Sum(f"{way}{_path(one)}", filter=only)
    return found


def _said(figures: Sequence[Field], sums: Sequence[Any]) -> tuple[str, ...]:
    """Return sums as people read them, amounts with their currency."""
    said = (say(one, value) for one, value in zip(figures, sums, strict=True))
    own = own_currency()
    return tuple(
        with_currency(one, text, {one.currency: own})
        for one, text in zip(figures, said, strict=True)
    )


def _counted(
    rows: "QuerySet[Any]", field: Field, figures: Sequence[Field] = ()
) -> list[tuple[Any, ...]]:
    """Return how many rows have each known value, and the sums of some figures of theirs."""
    side = field.source.side()
    if side is None:
        path = field.source.path if isinstance(field.source, Own) else field.key
        asked, key, link = rows.order_by(), "pk", ""
    else:
        path, key, link = side.path, side.link, side.link
        asked = side.rows.filter(Exists(rows.order_by().filter(pk=OuterRef(side.link)))).order_by()
    found = asked.exclude(**{f"{path}__isnull": True})
    if field.kind.is_text or field.kind.is_choice:
        found = found.exclude(**{path: ""})
    sums = found.values_list(path).annotate(
        n=Count(key, distinct=field.many), **_sums(figures, link)
    )
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


def _path(field: Field) -> str:
    """Return the column of a value in the object's own table."""
    return field.source.path if isinstance(field.source, Own) else field.key


def _is_plain(field: Field) -> bool:
    """Return whether a value is a column of the object's own table, not of one it points at."""
    return isinstance(field.source, Own) and "__" not in field.source.path


def _is_own(field: Field) -> bool:
    """Return whether the value stands in the object's own table."""
    return isinstance(field.source, Own)
