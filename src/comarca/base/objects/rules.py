"""Holds values to what a table insists on, before anything is written."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Field as FormField
from django.utils.translation import gettext as _

from comarca.base.objects.fields import Field
from comarca.base.objects.sources import Own
from comarca.base.objects.types import ObjectType


def hold_to_table(
    object_type: ObjectType, fields: Mapping[str, Field], row: Any, values: Mapping[str, Any]
) -> None:
    """Check what the table insists on, such as a code that only one account may have.

    ``row`` is the object that would change, or None for a new one; it is left as it is.

    Raises
    ------
    ValidationError
        With the model's own sentence, by field where the rule is about one.
    """
    copy = object_type.model() if row is None else type(row)(**_columns(row))
    own = own_values(fields, values)
    has_verb = (object_type.create if row is None else object_type.change) is not None
    _hold_to_filled(copy, own, has_verb=has_verb)
    for name, value in own.items():
        setattr(copy, name, value)
    copy._state.adding = row is None
    # A default that was not sent counts as if it were; only what nobody has set yet is left out.
    left_out = {
        column.name
        for column in copy._meta.fields
        if column.name not in own
        and column.attname not in own
        and getattr(copy, column.attname) is None
    }
    copy.validate_unique(exclude=left_out)
    try:
        copy.validate_constraints(exclude=left_out)
    except ValidationError as error:
        raise _in_words(error, copy) from error


def _hold_to_filled(row: Any, own: Mapping[str, Any], *, has_verb: bool) -> None:
    """Refuse to clear what must stand there; a kind with a verb of its own may fill it itself.

    A choice is one of its choices; an empty one, where none is meant to be, is no answer.
    """
    gaps = [
        column.name
        for column in row._meta.concrete_fields
        if _is_gap(column, own.get(column.attname, own.get(column.name, ...)), has_verb)
    ]
    if gaps:
        required = FormField.default_error_messages["required"]
        raise ValidationError(dict.fromkeys(gaps, required))


def _is_gap(column: "models.Field[Any, Any]", value: Any, has_verb: bool) -> bool:
    if value == "":
        return bool(column.choices) and not column.blank
    return value is None and not column.null and not has_verb


def _in_words(error: ValidationError, row: Any) -> ValidationError:
    """Return an error with sentences for what a table holds to without a sentence of its own.

    Such a rule would be told by its name in the database; what it is about is told instead.
    """
    nameless = {
        one.get_violation_error_message(): one
        for one in row._meta.constraints
        if isinstance(one, models.CheckConstraint)
        and one.violation_error_message == one.default_violation_error_message
    }
    told: dict[str, list[Any]] = {}
    for key, errors in error.error_dict.items():
        for one in errors:
            rule = nameless.get(str(one.message))
            told.setdefault(key, []).append(_about(rule, row) if rule is not None else one)
    return ValidationError(told)


def _about(rule: models.CheckConstraint, row: Any) -> str:
    """Return a sentence that names the columns of a rule."""
    names = dict.fromkeys(_names(rule.condition))
    labels = ", ".join(str(row._meta.get_field(name).verbose_name) for name in names)
    return _("Look at %(fields)s: these do not go together, or lie outside what is possible.") % {
        "fields": labels
    }


def _names(part: Any) -> list[str]:
    """Return the columns that a condition names, in their order."""
    if isinstance(part, models.F):
        return [str(getattr(part, "name", ""))]
    if isinstance(part, models.Q):
        return [name for child in part.children for name in _names(child)]
    if isinstance(part, tuple):
        return [part[0].split("__")[0], *_names(part[1])]
    return []


def _columns(row: Any) -> dict[str, Any]:
    """Return the columns of a row, to try values on a copy of it."""
    return {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}


def own_values(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that columns of the object's own table hold, by attribute."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        source = fields[key].source if key in fields else None
        if isinstance(source, Own) and "__" not in source.path:
            name = source.path
            if fields[key].kind.is_link and not isinstance(value, models.Model):
                name = f"{name}_id"
            found[name] = value
    return found
