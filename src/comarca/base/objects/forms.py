"""The form of any kind of object, made from its description."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q

from comarca.base.objects.fields import Field, Place
from comarca.base.objects.formfields import form_field
from comarca.base.objects.keys import key_in
from comarca.base.objects.kinds import Kind
from comarca.base.objects.reading import read_values
from comarca.base.objects.rules import hold_to_table
from comarca.base.objects.several import SeveralField
from comarca.base.objects.types import ObjectType, fields_of


class Group(NamedTuple):
    """Fields under one heading."""

    heading: str
    fields: list[forms.BoundField]


class ObjectForm(forms.Form):
    """What a person may write about one object.

    ``only`` narrows it to some fields; ``fixed`` are values that are not theirs to choose.
    """

    def __init__(
        self,
        object_type: ObjectType,
        user: Any,
        data: Any = None,
        *,
        row: Any = None,
        initial: dict[str, Any] | None = None,
        only: Iterable[str] | None = None,
        fixed: Mapping[str, Any] | None = None,
    ) -> None:
        self.object_type, self.row, self.fixed = object_type, row, dict(fixed or {})
        wanted = None if only is None else set(only)
        self.described = {
            key: one
            for key, one in object_type.fields_for(user, Place.FORM).items()
            if one.may_edit(user) and (wanted is None or key in wanted) and key not in self.fixed
        }
        now = self._present() if row is not None else {}
        super().__init__(data, initial={**now, **(initial or {})}, label_suffix="")
        for key, one in self.described.items():
            self.fields[key] = form_field(one, object_type, user)
        self._narrow(now)

    def _narrow(self, now: Mapping[str, Any]) -> None:
        """Let links to several offer what belongs to the same object: the people of an account."""
        for key, made in self.fields.items():
            if not isinstance(made, SeveralField):
                continue
            among = self.described[key].among
            other = self._chosen(among) if among else None
            if other is not None:
                made.only(Q(**{among: other}), now.get(key) or ())
            made.settle(by_name=bool(among) and other is None)

    def _chosen(self, key: str) -> int | None:
        """Return the object that another field of the form names, so far; None for none."""
        if key in self.fixed:
            return _key_of(self.fixed[key])
        if key not in self.fields:
            return None if self.row is None else getattr(self.row, f"{key}_id", None)
        if not self.is_bound:
            return _key_of(self.get_initial_for_field(self.fields[key], key))
        try:
            return _key_of(self.fields[key].clean(self[key].data))
        except ValidationError:
            return None

    def groups(self) -> Iterator[Group]:
        """Yield the fields under the headings of their groups, in the order of the description."""
        by_group: dict[str, list[forms.BoundField]] = {}
        for key, one in self.described.items():
            by_group.setdefault(one.group, []).append(self[key])
        for group, fields in by_group.items():
            yield Group(str(self.object_type.group_label(group)), fields)

    def clean(self) -> dict[str, Any]:
        """Hold the values to the rules of the model and of the kind of object."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        values.update(self.fixed)
        if self.object_type.complete is not None:
            self.object_type.complete(values, self.row)
        if not self.errors:
            fields = {one.key: one for one in fields_of(self.object_type)}
            try:
                hold_to_table(self.object_type, fields, self.row, values)
            except ValidationError as error:
                self._place(error)
        if self.object_type.clean is not None and not self.errors:
            self.object_type.clean(values)
        return values

    def _place(self, error: ValidationError) -> None:
        """Show an error beside the field it is about, else above the form."""
        by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: [error]}
        for key, errors in by_field.items():
            self.add_error(key if key in self.fields else None, errors)

    def _present(self) -> dict[str, Any]:
        """Return what the object holds now, as the form shows it."""
        now = read_values(list(self.described.values()), [self.row])[self.row.pk]
        return {key: _shown(self.described[key], value) for key, value in now.items()}


def _key_of(value: Any) -> int | None:
    """Return the primary key of what a form holds of a link."""
    return key_in(getattr(value, "pk", value) or "")


def _shown(field: Field, value: Any) -> Any:
    """Return a value as its form field takes it."""
    if field.kind is Kind.BOOLEAN and field.custom_id is not None and value is not None:
        return "yes" if value else "no"
    return value
