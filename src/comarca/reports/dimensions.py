"""What a report may be grouped by: fields of its object, and of the objects that these point at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, OuterRef, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncMonth, TruncQuarter, TruncYear

from comarca.base.objects import ObjectType
from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.objects.registry import type_of
from comarca.base.objects.sources import Computed, Own
from comarca.reports.periods import STEPS
from comarca.team.visibility import visible_people_ids

GROUPED = {Kind.TEXT, Kind.CHOICE, Kind.BOOLEAN, Kind.PERSON, Kind.RELATION}
CUTS = {"month": TruncMonth, "quarter": TruncQuarter, "year": TruncYear}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to group: a field, perhaps of an object that a field points at, perhaps by step.

    ``through`` is the field that points at the other object; ``step`` cuts a date into months,
    quarters or years.
    """

    key: str
    label: str
    field: Field
    through: Field | None = None
    target: ObjectType | None = None
    step: str = ""

    @property
    def is_looked_up(self) -> bool:
        """Return whether values are worked out row by row, not by the database."""
        return isinstance(self.field.source, Computed) and not self.field.source.can_order

    def expression(self, user: Any) -> Combinable:
        """Return what to group by; of rows that a person may not see, nothing.

        A looked-up dimension is grouped by the object itself first.
        """
        if self.is_looked_up:
            return F(_path(self.through)) if self.through else F("pk")
        if self.through is None or self.target is None:
            return self._cut(self._own())
        found = self._beyond(_path(self.through))
        if visible_people_ids(user) is None and user.sees_everything:
            return found
        seen = self.target.visible_to(user).order_by().values("pk")
        return Case(When(**{f"{_path(self.through)}__in": seen}, then=found))

    def _own(self) -> Combinable:
        source = self.field.source
        if isinstance(source, Own):
            return F(source.path)
        return source.order() or F("pk")

    def _beyond(self, link: str) -> Combinable:
        """Return the value at the object that a link leads to."""
        source = self.field.source
        if isinstance(source, Own):
            return F(f"{link}__{source.path}")
        side = source.side()
        assert side is not None, "only what a table holds is offered"  # noqa: S101
        rows = side.rows.filter(**{side.link: OuterRef(f"{link}_id")})
        return Subquery(rows.values(side.path)[:1])

    def _cut(self, value: Combinable) -> Combinable:
        return CUTS[self.step](value) if self.step else value


def dimensions_of(object_type: ObjectType, user: Any) -> list[Dimension]:
    """Return what the objects of a kind may be grouped by, as far as a person sees the fields."""
    return list(_dimensions(object_type, user))


def _dimensions(object_type: ObjectType, user: Any) -> Iterator[Dimension]:
    fields = list(object_type.fields_for(user).values())
    for one in fields:
        if one.kind in {Kind.DATE, Kind.DATETIME} and isinstance(one.source, Own):
            for step, said in STEPS:
                yield Dimension(f"{one.key}.{step}", f"{one.heading}: {said}", one, step=step)
        elif _groups(one):
            yield Dimension(one.key, one.heading, one)
    for one in fields:
        target = type_of(one.to) if one.to and one.custom_id is None and not one.many else None
        if target is None or not isinstance(one.source, Own) or "__" in one.source.path:
            continue
        for near in target.fields_for(user).values():
            if _groups(near):
                yield Dimension(
                    f"{one.key}.{near.key}", f"{one.heading} › {near.heading}", near, one, target
                )


def _groups(one: Field) -> bool:
    """Return whether there is one value of few to group by."""
    if one.many or not one.filter or one.kind not in GROUPED:
        return False
    source = one.source
    return isinstance(source, Own | Computed) or (source.side() is not None and source.can_order)


def _path(one: Field) -> str:
    source = one.source
    assert isinstance(source, Own), "links stand in the object's own table"  # noqa: S101
    return source.path
