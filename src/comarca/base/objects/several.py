"""The form's field for several other objects: boxes where they are few, else their names."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from comarca.base.objects.keys import key_in
from comarca.base.objects.naming import named
from comarca.base.objects.types import ObjectType

TICKED = 60  # more than these are named, not ticked


class SeveralField(forms.Field):
    """Several other objects; its value is their primary keys, in order.

    A form that knows which of them are meant (the people of an account) narrows them with
    ``only``, then settles on boxes or a line. What was chosen before and is put aside by now
    stays on offer.
    """

    def __init__(self, object_type: ObjectType, rows: "models.QuerySet[Any]", **more: Any) -> None:
        super().__init__(**more)
        self.object_type, self.rows = object_type, rows
        self.held: Sequence[int] = ()

    def only(self, condition: models.Q, held: Sequence[int] = ()) -> None:
        """Narrow what is on offer; ``held`` are the keys of what is chosen already."""
        self.rows, self.held = self.rows.filter(condition), held

    def settle(self, *, by_name: bool = False) -> None:
        """Choose between boxes and names, once it is known what is on offer."""
        pairs = [] if by_name else self._offered()
        if by_name or len(pairs) > TICKED:
            self.widget = _Names(self.object_type)
            self.help_text = self.help_text or _("Several names are separated by commas.")
        else:
            self.widget = _Boxes(choices=pairs)

    def _offered(self) -> list[tuple[int, str]]:
        rows = self.rows
        if self.object_type.can_archive:
            rows = rows.filter(models.Q(archived_at=None) | models.Q(pk__in=self.held))
        found = rows.order_by(self.object_type.title, "pk")[: TICKED + 1]
        return [(row.pk, str(row)) for row in found]

    def prepare_value(self, value: Any) -> Any:
        """Show keys and names that were sent as the widget takes them."""
        keys = []
        for part in _parts(value):
            with suppress(ValidationError):
                keys.append(self._key(part))
        if isinstance(self.widget, _Boxes):
            return keys
        names = {row.pk: f"{row} #{row.pk}" for row in self.rows.filter(pk__in=keys)}
        return ", ".join(names[key] for key in keys if key in names)

    def clean(self, value: Any) -> list[int]:
        """Return the primary keys of what is ticked or named."""
        keys = {self._key(part) for text in _texts(value) for part in self._named(text)}
        known = set(self.rows.filter(pk__in=keys).values_list("pk", flat=True))
        if keys - known:
            raise ValidationError(_("Something that was chosen is not on offer here."))
        if self.required and not keys:
            raise ValidationError(self.error_messages["required"], code="required")
        return sorted(keys)

    def _named(self, text: str) -> list[str]:
        """Return the parts of a text: a name that holds a comma itself is one."""
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if len(parts) > 1:
            with suppress(ValidationError):
                self._key(text)
                return [text]
        return parts

    def _key(self, text: Any) -> int:
        key = key_in(text)
        return named(self.object_type, self.rows, str(text).strip()) if key is None else key


class _Boxes(forms.CheckboxSelectMultiple):
    """Boxes to tick."""


class _Names(forms.TextInput):
    """A line of names, suggested as one types."""

    def __init__(self, object_type: ObjectType) -> None:
        super().__init__(
            {
                "data-choose": reverse("objects:choose", args=[object_type.key]),
                "data-several": "",
                "autocomplete": "off",
                "list": f"choose-{object_type.key}",
            }
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was typed, and what a form that had boxes sends."""
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)


def _texts(value: Any) -> list[str]:
    several = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in several if one not in (None, "")]


def _parts(value: Any) -> Iterator[str]:
    for text in _texts(value):
        yield from (part.strip() for part in text.split(",") if part.strip())
