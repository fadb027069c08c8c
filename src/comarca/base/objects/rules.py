"""Holds values to what a table insists on, before anything is written."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Field as FormField

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
    if (object_type.create if row is None else object_type.change) is None:
        _hold_to_filled(copy, own)
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
    copy.validate_constraints(exclude=left_out)


def _hold_to_filled(row: Any, own: Mapping[str, Any]) -> None:
    """Refuse to clear what must stand there; a kind with a verb of its own may fill it itself."""
    gaps = [
        column.name
        for column in row._meta.concrete_fields
        if not column.null and own.get(column.attname, own.get(column.name, "")) is None
    ]
    if gaps:
        required = FormField.default_error_messages["required"]
        raise ValidationError(dict.fromkeys(gaps, required))


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
