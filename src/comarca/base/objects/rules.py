"""Holds values to what a table insists on, before anything is written."""

from collections.abc import Mapping
from typing import Any

from django.db import models

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
