"""The filter form: one line for each condition, with the questions and the box its field asks for.

It needs no script: choosing a field and pressing "Add" brings the line.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comarca.base.objects.fields import Field
from comarca.base.objects.filters import Condition, links_of, reach
from comarca.base.objects.formfields import DAY
from comarca.base.objects.keys import key_in
from comarca.base.objects.kinds import Kind
from comarca.base.objects.operators import OPERATORS, operators_of
from comarca.base.objects.registry import type_of
from comarca.base.objects.types import ObjectType
from comarca.base.objects.wording import names_of, say
from comarca.ui.lists.asked import Asked

MOST_CHOICES = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One condition as a line of the form."""

    number: int
    path: str
    label: str
    operators: list[tuple[str, str, bool]]
    box: str
    group: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition in words, and the query without it."""

    text: str
    without: str


def lines(object_type: ObjectType, asked: Asked, added: str, user: Any) -> list[Line]:
    """Return the lines of the form, with one more for a field that was just added."""
    conditions = list(asked.conditions)
    if added:
        conditions.append(Condition(added, ""))
    found: list[Line] = []
    for condition in conditions:
        try:
            reached = reach(object_type, condition.path, user)
        except ValidationError:
            continue
        found.append(_line(len(found), condition, reached.field, reached.label, user))
    return found


def _line(number: int, condition: Condition, field: Field, label: str, user: Any) -> Line:
    """Return one line."""
    questions = operators_of(field)
    chosen = condition.operator or questions[0].key
    return Line(
        number=number,
        path=condition.path,
        label=label,
        operators=[(one.key, str(one.label), one.key == chosen) for one in questions],
        box=_box(number, field, condition, label, user),
        group=condition.group,
    )


def _box(number: int, field: Field, condition: Condition, label: str, user: Any) -> str:
    """Return what the value is typed into or picked from."""
    name, values = f"v{number}", list(condition.values)
    attrs = {"aria-label": label, "class": "form-control"}
    pairs = choices_of(field, user)
    if pairs is not None:
        size = {"size": min(max(len(pairs), 2), 5)}
        box: forms.Widget = forms.SelectMultiple({**attrs, "class": "form-select", **size}, pairs)
        return box.render(name, values)
    first = values[0] if values else ""
    operator = OPERATORS.get(condition.operator)
    if field.kind in {Kind.DATE, Kind.DATETIME} and not (operator and operator.days):
        return DAY.render(name, first, attrs)
    if field.kind.is_number or (operator and operator.days):
        return forms.TextInput({**attrs, "inputmode": "decimal"}).render(name, first)
    if field.kind is Kind.BOOLEAN:
        return ""
    return forms.TextInput(attrs).render(name, first)


def choices_of(field: Field, user: Any) -> list[tuple[str, str]] | None:
    """Return the values one may pick, or None where one types."""
    if field.kind.is_choice:
        return [(str(key), str(label)) for key, label in field.pairs()]
    if field.kind is Kind.PERSON:
        people: Any = apps.get_model(settings.AUTH_USER_MODEL)._default_manager
        seen = people.visible_to(user).order_by("name")[:MOST_CHOICES]
        return [("me", _("Me")), *((str(person.pk), person.name) for person in seen)]
    if field.kind is Kind.RELATION:
        target = type_of(field.to)
        if target is None:
            return None
        seen = target.visible_to(user).order_by(target.order)[:MOST_CHOICES]
        return [(str(row.pk), str(row)) for row in seen]
    return None


def chips(object_type: ObjectType, asked: Asked, user: Any) -> list[Chip]:
    """Return the conditions in words, each with the way to take it away."""
    found = []
    for condition in asked.conditions:
        try:
            reached = reach(object_type, condition.path, user)
        except ValidationError:
            continue
        values = _words(reached.field, condition, user)
        parts = [reached.label, str(OPERATORS[condition.operator].label), values]
        found.append(Chip(" ".join(part for part in parts if part), asked.without(condition)))
    return found


def _words(field: Field, condition: Condition, user: Any) -> str:
    """Return the values of a condition as people read them."""
    if OPERATORS[condition.operator].values == "none":
        return ""
    if field.kind.is_link:
        keys = [key for value in condition.values if (key := key_in(value)) is not None]
        names = names_of([field], [{field.key: keys}])
        said = [say(field, key, names) for key in keys]
        return ", ".join([*([_("me")] if "me" in condition.values else []), *said])
    if field.kind.is_choice:
        return ", ".join(say(field, value) for value in condition.values)
    return ", ".join(condition.values)


def addable(object_type: ObjectType, user: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the fields one may filter by, under headings: the object's own, then what is near."""
    own: list[tuple[str, str]] = [
        (key, one.heading) for key, one in object_type.fields_for(user).items() if _askable(one)
    ]
    found = [("", sorted(own, key=lambda pair: pair[1].lower()))]
    for name, (_link, label, target) in links_of(object_type, user).items():
        near = [
            (f"{name}.{key}", f"{label} › {one.heading}")
            for key, one in target.fields_for(user).items()
            if _askable(one)
        ]
        found.append((label, near))
    return found


def _askable(one: Field) -> bool:
    """Return whether a field can be filtered by."""
    return one.filter and one.source.can_match
