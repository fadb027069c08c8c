"""The form's field for each kind of value: what a person types it into, and how it is checked."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.validators import BaseValidator, DecimalValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from comarca.base.objects.fields import Field
from comarca.base.objects.keys import key_in
from comarca.base.objects.kinds import Kind
from comarca.base.objects.naming import named
from comarca.base.objects.registry import type_of
from comarca.base.objects.several import SeveralField
from comarca.base.objects.tidy import hold_within_reach, tidy
from comarca.base.objects.types import ObjectType

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class TidyField(forms.CharField):
    """Text that is checked as the field's kind: a link, a telephone."""

    def __init__(self, described: Field, **more: Any) -> None:
        super().__init__(**more)
        self.described = described

    def clean(self, value: Any) -> Any:
        """Return the text as the kind holds it."""
        return tidy(self.described, super().clean(value))


class RelationField(forms.CharField):
    """Another object, by its name, its code or ``#`` and its number; suggested as one types."""

    def __init__(self, object_type: ObjectType, user: Any, **more: Any) -> None:
        super().__init__(**more)
        self.object_type, self.user = object_type, user
        self.widget.attrs |= {
            "data-choose": reverse("objects:choose", args=[object_type.key]),
            "autocomplete": "off",
            "list": f"choose-{object_type.key}",
        }

    def prepare_value(self, value: Any) -> Any:
        """Show the object by its name and number."""
        key = key_in(value) if isinstance(value, int | str) else None
        if key is not None:
            row = self.object_type.visible_to(self.user).filter(pk=key).first()
            return f"{row} #{row.pk}" if row is not None else ""
        return value

    def clean(self, value: Any) -> int | None:
        """Return the primary key of the one object that is meant."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        return named(self.object_type, self.object_type.visible_to(self.user), text)


def form_field(field: Field, object_type: ObjectType, user: Any) -> forms.Field:
    """Return what a person types the field's value into."""
    common: dict[str, Any] = {
        "label": field.label,
        "help_text": field.help,
        "required": field.required,
        "initial": field.initial or field.default,
    }
    column = field.source.column(object_type.model, field.key)
    if field.kind.is_link:
        return _link(field, user, common)
    if column is not None and field.kind is Kind.CHOICE and not column.choices:
        return _choice_in(field, column, common)
    if column is not None and field.kind not in OWN_FIELDS:
        return _of_column(field, column, common)
    return MAKERS.get(field.kind, _text)(field, common)


# Kinds whose form field follows from the kind even where a model's column stands behind it.
OWN_FIELDS = frozenset({Kind.PHONE, Kind.URL, Kind.DATE, Kind.DATETIME, Kind.CHOICES})


def _of_column(
    field: Field, column: "models.Field[Any, Any]", common: dict[str, Any]
) -> forms.Field:
    """Return the model's own form field, with the country's way of writing numbers."""
    more = {key: value for key, value in common.items() if key != "initial" or value is not None}
    if field.kind.is_number:
        limits = {"min_value": field.minimum, "max_value": field.maximum}
        more |= {"localize": True, **{k: v for k, v in limits.items() if v is not None}}
    made = column.formfield(**more)
    if made is None:
        raise TypeError(f"{column} cannot be typed into a form.")
    made.validators += _own_rules(column, made)
    begins_open = column.blank or not (column.has_default() or "initial" in more)
    if isinstance(made, forms.TypedChoiceField) and begins_open:
        made.choices = [("", "–"), *((value, said) for value, said in field.pairs() if value)]
    if field.kind is Kind.LONG_TEXT:
        made.widget.attrs["rows"] = 3
    return made


def _own_rules(column: "models.Field[Any, Any]", made: forms.Field) -> list[Any]:
    """Return what a column insists on that its form field leaves out; limits are held already."""
    held = (BaseValidator, DecimalValidator)
    return [
        one for one in column.validators if one not in made.validators and not isinstance(one, held)
    ]


def _text(field: Field, common: dict[str, Any]) -> forms.Field:
    widget = {
        Kind.PHONE: forms.TextInput({"type": "tel"}),
        Kind.URL: forms.TextInput({"inputmode": "url"}),
        Kind.LONG_TEXT: forms.Textarea({"rows": 3}),
    }.get(field.kind, forms.TextInput())
    return TidyField(field, max_length=field.max_length, widget=widget, **common)


def _number(field: Field, common: dict[str, Any]) -> forms.Field:
    return forms.DecimalField(
        localize=True,
        max_digits=16,
        decimal_places=0 if field.kind is Kind.INTEGER else field.decimals,
        min_value=field.minimum,
        max_value=field.maximum,
        **common,
    )


def _choice_in(
    field: Field, column: "models.Field[Any, Any]", common: dict[str, Any]
) -> forms.Field:
    """Return the choices that only the description knows.

    Nothing can be chosen where that may be kept, or where nobody has said what to begin with: the
    first of a long list is no answer.
    """
    initial, pairs = common["initial"], field.pairs()
    if initial is None and column.has_default():
        initial = column.get_default()
    if column.blank or column.null or initial is None:
        pairs = [("", "–"), *pairs]
    empty = None if column.null else ""
    return forms.TypedChoiceField(
        choices=pairs, empty_value=empty, **{**common, "initial": initial}
    )


def _choice(field: Field, common: dict[str, Any]) -> forms.Field:
    pairs = field.pairs()
    if not field.required:
        pairs = [("", "–"), *pairs]
    return forms.TypedChoiceField(choices=pairs, empty_value=None, **common)


def _choices(field: Field, common: dict[str, Any]) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=field.pairs(), widget=forms.CheckboxSelectMultiple, **common
    )


def _boolean(field: Field, common: dict[str, Any]) -> forms.Field:
    """Return a choice of yes, no and not known; a box to tick could not say the last."""
    pairs = [("", "–"), ("yes", _("Yes")), ("no", _("No"))]
    said = {True: "yes", False: "no"}.get(common["initial"])
    return forms.TypedChoiceField(
        choices=pairs, coerce=lambda value: value in {"yes", "True"}, empty_value=None,
        **{**common, "initial": said},
    )  # fmt: skip


def _day(field: Field, common: dict[str, Any]) -> forms.Field:
    return forms.DateField(widget=DAY, **common)


def _moment(field: Field, common: dict[str, Any]) -> forms.Field:
    return forms.DateTimeField(widget=MOMENT, validators=[hold_within_reach], **common)


MAKERS: dict[Kind, Callable[[Field, dict[str, Any]], forms.Field]] = {
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.MONEY: _number,
    Kind.PERCENT: _number,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _day,
    Kind.DATETIME: _moment,
}


def _link(field: Field, user: Any, common: dict[str, Any]) -> forms.Field:
    """Return a list of people, or a box to type another object's name into."""
    if field.kind is Kind.PERSON:
        people: Any = apps.get_model(settings.AUTH_USER_MODEL)._default_manager
        return PersonField(queryset=people.visible_to(user).active().order_by("name"), **common)
    target = type_of(field.to)
    if target is None:
        raise TypeError(f"{field.key} leads to {field.to}, which is not described.")
    if field.many:
        return SeveralField(target, target.visible_to(user), **common)
    return RelationField(target, user, **common)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the people whom the user may see; its value is the primary key."""

    def clean(self, value: Any) -> int | None:
        """Return the person's primary key."""
        person = super().clean(value)
        return None if person is None else int(person.pk)
