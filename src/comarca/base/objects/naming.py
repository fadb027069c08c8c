"""Finds the one object that a form or a file names: by name, by code, or by ``#`` and number."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from comarca.base.objects.types import ObjectType

NUMBER = re.compile(r"#(\d+)\s*$")


def named(object_type: ObjectType, rows: "models.QuerySet[Any]", text: str) -> int:
    """Return the primary key of the one row that a text names.

    Raises
    ------
    ValidationError
        If no row is called so, or several are.
    """
    number = NUMBER.search(text)
    if number:
        found = list(rows.filter(pk=int(number[1])).values_list("pk", flat=True))
    else:
        found = _called(object_type, rows, text.strip())
    if len(found) == 1:
        return int(found[0])
    if found:
        raise ValidationError(_("Several are called so; choose one of the suggestions."))
    raise ValidationError(_("Nothing is called “%(text)s”.") % {"text": text[:60]})


def _called(object_type: ObjectType, rows: "models.QuerySet[Any]", text: str) -> list[int]:
    """Return the first two that have this name or code."""
    for key in (*object_type.natural_key, object_type.title):
        if any(column.name == key for column in object_type.model._meta.fields):
            found = rows.filter(**{f"{key}__iexact": text}).values_list("pk", flat=True)[:2]
            if found:
                return list(found)
    return []
