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
    found = _numbered(rows, text, number) if number else []
    if not found:
        found = _called(object_type, rows, text.strip())
    if len(found) == 1:
        return int(found[0])
    if found:
        raise ValidationError(_("Several are called so; choose one of the suggestions."))
    raise ValidationError(_("Nothing is called “%(text)s”.") % {"text": text[:60]})


def _numbered(rows: "models.QuerySet[Any]", text: str, number: re.Match[str]) -> list[int]:
    """Return the row of a number, if it is called what stands before it.

    A file of another installation has other numbers: “Bar Sol #12” never means another bar.
    """
    said = text[: number.start()].strip().casefold()
    row = rows.filter(pk=int(number[1])).first()
    return [row.pk] if row is not None and said in {"", str(row).strip().casefold()} else []


def _called(object_type: ObjectType, rows: "models.QuerySet[Any]", text: str) -> list[int]:
    """Return the first two that have this name or code."""
    alone = (key for key in object_type.natural_key if isinstance(key, str))
    for key in (*alone, object_type.title):
        if any(column.name == key for column in object_type.model._meta.fields):
            for how in ("exact", "iexact"):  # the first by the column's index
                found = rows.filter(**{f"{key}__{how}": text}).values_list("pk", flat=True)[:2]
                if found:
                    return list(found)
    return []
