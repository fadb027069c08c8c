"""Checks values that a program sends for an object, as the form checks what a person types."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from comarca.base.objects.fields import Field, Place
from comarca.base.objects.kinds import Kind
from comarca.base.objects.registry import type_of
from comarca.base.objects.rules import hold_to_table
from comarca.base.objects.tidy import tidy
from comarca.base.objects.types import ObjectType


def checked(
    object_type: ObjectType, sent: Mapping[str, Any], user: Any, row: Any = None
) -> dict[str, Any]:
    """Return values as the object holds them; a new one (``row`` None) gets its defaults.

    Raises
    ------
    ValidationError
        By field, with a sentence each: what is unknown, missing, of another kind, or forbidden.
    """
    fields = {
        key: one
        for key, one in object_type.fields_for(user, Place.FORM).items()
        if one.may_edit(user)
    }
    problems: dict[str, Any] = {
        key: _("There is no such field to write.") for key in sent if key not in fields
    }
    given = {key: value for key, value in sent.items() if key in fields}
    if row is None:
        absent = [one for key, one in fields.items() if key not in given]
        given |= {one.key: one.default for one in absent if one.default is not None}
        required = {key for key, one in fields.items() if one.required}
    else:
        required = {key for key in given if fields[key].required}
    values: dict[str, Any] = {}
    for key in (*given, *(key for key in required if key not in given)):
        try:
            values[key] = _one(object_type, fields[key], given.get(key), user)
            if key in required and values[key] in (None, "", []):
                problems[key] = _("This field is required.")
        except ValidationError as error:
            problems[key] = error.messages
    if object_type.complete is not None:
        object_type.complete(values, row)
    if problems:
        raise ValidationError(problems)
    hold_to_table(object_type, fields, row, values)
    if object_type.clean is not None:
        object_type.clean(values)
    return values


def _one(object_type: ObjectType, one: Field, value: Any, user: Any) -> Any:
    """Return one value as the object holds it."""
    found = tidy(one, value)
    column = one.source.column(object_type.model, one.key)
    if one.kind.is_link:
        _hold_to_visible(one, found, user)
    elif column is not None and found not in (None, ""):
        found = column.clean(found, None)
    if found is None and column is not None and not column.null:
        return "" if one.kind.is_text or one.kind is Kind.CHOICE else column.get_default()
    return found


def _hold_to_visible(one: Field, key: int | list[int] | None, user: Any) -> None:
    """Refuse a link to what the user may not see, as if it did not exist."""
    if key is None:
        return
    if isinstance(key, list):
        for each in key:
            _hold_to_visible(one, each, user)
        return
    if one.kind is Kind.PERSON:
        people: Any = apps.get_model(settings.AUTH_USER_MODEL)._default_manager
        rows = people.visible_to(user)
    else:
        target = type_of(one.to)
        if target is None:
            raise ValidationError(_("“%(text)s” is not a known record.") % {"text": key})
        rows = target.visible_to(user)
    if not rows.filter(pk=key).exists():
        raise ValidationError(_("“%(text)s” is not a known record.") % {"text": key})


def problems_of(error: ValidationError) -> dict[str, str]:
    """Return the sentences of a refusal by field; those about the whole under ``body``."""
    if not hasattr(error, "error_dict"):
        return {"body": " ".join(error.messages)}
    return {
        "body" if key == NON_FIELD_ERRORS else key: " ".join(
            message for one in errors for message in one.messages
        )
        for key, errors in error.error_dict.items()
    }
