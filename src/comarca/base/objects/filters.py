"""What a list is asked for, as it stands in an address: conditions, words and an order.

A condition is one parameter, ``potential__gte=1000`` or ``segment__in=bar&segment__in=shop``.
All conditions must hold; those under the same number (``1.city__is=Lugo&1.potential__gte=500``)
are a group of which one must hold. A dot leads to other objects: ``manager.role__in=…`` to what a
field points at, ``note.text__contains=…`` to objects that point here. What somebody may not see
does not exist for them in a condition either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from comarca.base.objects.fields import Field, replace_kind
from comarca.base.objects.kinds import Kind
from comarca.base.objects.operators import (
    IS,
    ONE_OF,
    OPERATORS,
    Operator,
    condition_of,
    operators_of,
)
from comarca.base.objects.registry import all_types, type_of
from comarca.base.objects.sources import Computed, Linked
from comarca.base.objects.tidy import tidy
from comarca.base.objects.types import ObjectType

DEEPEST = 3
MOST_CONDITIONS = 30
MOST_VALUES = 200
ME = "me"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: the path to a field, a question, and what was typed."""

    path: str
    operator: str
    values: tuple[str, ...] = ()
    group: int = 0  # 0: must hold; others: one of the group must hold

    @property
    def parameter(self) -> str:
        """Return its name in an address."""
        path = f"{self.group}.{self.path}" if self.group else self.path
        return f"{path}__{self.operator}"


def conditions_in(asked: Iterable[tuple[str, Sequence[str]]]) -> list[Condition]:
    """Return the conditions among the parameters of an address (name, values)."""
    found = []
    for name, values in asked:
        path, _between, operator = name.rpartition("__")
        number, dot, rest = path.partition(".")
        grouped = bool(dot) and number.isdigit()
        if path and operator in OPERATORS:
            bare = OPERATORS[operator].values == "none"
            given = () if bare else tuple(v for v in values if v.strip())[:MOST_VALUES]
            if given or bare:
                found.append(
                    Condition(
                        rest if grouped else path, operator, given, int(number) if grouped else 0
                    )
                )
    return found[:MOST_CONDITIONS]


@dataclass(frozen=True, slots=True)
class Reached:
    """A field at the end of a path, and the way back from it to the objects of the list."""

    field: Field
    steps: tuple[tuple[str, ObjectType], ...]  # (field or link, the kind of object it leads to)
    label: str


def reach(object_type: ObjectType, path: str, user: Any) -> Reached:
    """Follow a path to a field.

    Raises
    ------
    ValidationError
        If there is no such field, if it is hidden from the user, or the path is too long.
    """
    *way, key = path.split(".")
    at, steps, labels = object_type, [], []
    for step in way[:DEEPEST]:
        link, label, at = _step(at, step, user)
        steps.append((link, at))
        labels.append(label)
    field = at.fields_for(user).get(key)
    if field is None or not field.filter or len(way) > DEEPEST:
        raise ValidationError(_("There is no field “%(path)s” to filter by.") % {"path": path[:60]})
    return Reached(field, tuple(steps), " › ".join([*labels, field.heading]))


def links_of(object_type: ObjectType, user: Any) -> dict[str, tuple[str, str, ObjectType]]:
    """Return where a path may lead from a kind of object: name -> (link, label, kind).

    A link that begins with ``<`` is followed backwards: it is the field of the other object.
    """
    found: dict[str, tuple[str, str, ObjectType]] = {}
    label = object_type.model._meta.label_lower
    for other in all_types():
        for one in other.declared:
            if one.to.lower() != label or isinstance(one.source, Computed):
                continue
            if one.may_see(user) and other.key not in found:
                found[other.key] = (f"<{one.key}", other.heading, other)
    for one in object_type.fields_for(user).values():
        target = type_of(one.to) if one.to and one.custom_id is None else None
        if target is not None and (not one.many or isinstance(one.source, Linked)):
            found[one.key] = (one.key, one.heading, target)
    return found


def _step(object_type: ObjectType, step: str, user: Any) -> tuple[str, str, ObjectType]:
    """Return one step of a path."""
    links = links_of(object_type, user)
    if step not in links:
        raise ValidationError(_("“%(step)s” leads nowhere from here.") % {"step": step[:60]})
    return links[step]


def filter_rows(
    rows: "QuerySet[Any]", object_type: ObjectType, asked: Sequence[Condition], user: Any
) -> "QuerySet[Any]":
    """Return the rows that fulfil all conditions, and of each group at least one.

    Raises
    ------
    ValidationError
        If a condition names no field, or its value is not of the field's kind.
    """
    groups: dict[int, list[Q]] = {}
    for one in asked:
        groups.setdefault(one.group, []).append(to_q(object_type, one, user))
    must = groups.pop(0, [])
    return rows.filter(
        reduce(and_, [*must, *(reduce(or_, group) for group in groups.values())], Q())
    )


def to_q(object_type: ObjectType, one: Condition, user: Any) -> Q:
    """Return one condition on the object's own table."""
    reached, operator = reach(object_type, one.path, user), OPERATORS[one.operator]
    if operator is IS and ONE_OF in operators_of(reached.field):
        operator = ONE_OF  # saved when the field was still a text
    if operator not in operators_of(reached.field):
        raise ValidationError(
            _("One cannot ask “%(operator)s” of %(field)s.")
            % {"operator": operator.label, "field": reached.label}
        )
    values = [_value(reached.field, operator, value, user) for value in one.values]
    found = condition_of(operator, reached.field, values)
    if found is None:
        raise ValidationError(_("%(field)s cannot be filtered by.") % {"field": reached.label})
    return _back(object_type, reached, found, user)


def _back(object_type: ObjectType, reached: Reached, found: Q, user: Any) -> Q:
    """Carry a condition on the last kind of object back to the first."""
    before = [object_type, *(at for _link, at in reached.steps)]
    for index in range(len(reached.steps) - 1, -1, -1):
        link, at = reached.steps[index]
        seen = link == f"<{at.follows}"  # what points at a row of the list, which is seen
        rows = (at.model._default_manager.all() if seen else at.visible_to(user)).filter(found)
        if link.startswith("<"):
            found = _pointed_at_by(at, link[1:], rows)
        else:
            field = before[index].fields_for(user)[link]
            keys = rows.order_by().values("pk")
            found = field.source.matching(_one_of(keys)) or Q()
    return found


def _one_of(keys: Any) -> Any:
    return lambda path: Q(**{f"{path}__in": keys})


def _pointed_at_by(other: ObjectType, key: str, rows: "QuerySet[Any]") -> Q:
    """Return the objects that rows of another kind point at.

    Asked of each object (EXISTS), not for a list of all that are pointed at: a page of fifty is
    found without reading two million calls.
    """
    source = next(one for one in other.declared if one.key == key).source
    side = source.side()
    if side is None:  # the link stands in the other object's own table
        path = getattr(source, "path", key)
        return Q(Exists(rows.order_by().filter(**{path: OuterRef("pk")})))
    mine = side.rows.filter(**{f"{side.link}__in": rows.order_by().values("pk")})
    return Q(Exists(mine.order_by().filter(**{side.path: OuterRef("pk")})))


def _value(field: Field, operator: Operator, value: str, user: Any) -> Any:
    """Return what was typed as the field holds it."""
    if operator.days:
        return tidy(replace_kind(field, Kind.INTEGER), value)
    if field.kind is Kind.PERSON and value == ME:
        return user.pk
    if field.kind is Kind.CHOICES:
        return tidy(replace_kind(field, Kind.CHOICE), value)
    if field.kind.is_text:
        return value.strip()[:200]
    if field.kind is Kind.DATETIME:
        return tidy(replace_kind(field, Kind.DATE), value)
    return tidy(replace_kind(field, field.kind), value)


def search_rows(
    rows: "QuerySet[Any]", object_type: ObjectType, words: str, user: Any
) -> "QuerySet[Any]":
    """Return the rows in whose searched fields each of the words stands."""
    fields = [one for one in object_type.fields_for(user).values() if one.search]
    for word in words.split()[:6]:
        anywhere = [one.source.matching(_contains(word)) for one in fields]
        asked = [condition for condition in anywhere if condition is not None]
        if asked:
            rows = rows.filter(reduce(or_, asked))
    return rows


def _contains(word: str) -> Any:
    return lambda path: Q(**{f"{path}__icontains": word})


def as_parameters(conditions: Iterable[Condition]) -> list[tuple[str, str]]:
    """Return conditions as the parameters of an address."""
    return [(one.parameter, value) for one in conditions for value in (one.values or ("1",))]
