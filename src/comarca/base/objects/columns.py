"""Finds the model's own field behind a path such as ``unit__name``."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models


def column_at(model: type[models.Model], path: str) -> "models.Field[Any, Any] | None":
    """Return the model's field at a path, or None if no column stands there."""
    column: Any = None
    at: Any = model
    for part in path.split("__"):
        try:
            column = at._meta.get_field(part)
        except (FieldDoesNotExist, AttributeError):
            return None
        at = column.related_model
    return column if isinstance(column, models.Field) else None
