"""Finds the one object that a form or a file names: by name, by code, or by ``#`` and number."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from comarca.base.objects.matching import by_keys
from comarca.base.objects.types import ObjectType
from comarca.base.sentences import told as _

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


def named_together(
    object_type: ObjectType, rows: "models.QuerySet[Any]", texts: Iterable[str]
) -> dict[str, int]:
    """Return the keys of the rows that texts name, where each names just one.

    The others, and those with a number, are for ``named``, which says what is wrong with them.
    """
    left = {text for text in texts if not NUMBER.search(text)}
    found: dict[str, int] = {}
    for key in _names(object_type):
        known = by_keys(rows, (key,), [(text.strip(),) for text in left])
        for text in [one for one in left if (one.strip(),) in known]:
            left.remove(text)
            if len(pks := known[(text.strip(),)]) == 1:
                found[text] = pks[0]
    return found


def _numbered(rows: "models.QuerySet[Any]", text: str, number: re.Match[str]) -> list[int]:
    """Return the row of a number, if it is called what stands before it.

    A file of another installation has other numbers: “Bar Sol #12” never means another bar.
    """
    said = text[: number.start()].strip().casefold()
    row = rows.filter(pk=int(number[1])).first()
    return [row.pk] if row is not None and said in {"", str(row).strip().casefold()} else []


def _called(object_type: ObjectType, rows: "models.QuerySet[Any]", text: str) -> list[int]:
    """Return the first two that have this name or code."""
    for key in _names(object_type):
        if found := by_keys(rows, (key,), [(text,)]).get((text,)):
            return found[:2]
    return []


def _names(object_type: ObjectType) -> list[str]:
    """Return the columns that name a row, best first: its code, its title."""
    columns = {column.name for column in object_type.model._meta.fields}
    alone = (key for key in object_type.natural_key if isinstance(key, str))
    return [key for key in (*alone, object_type.title) if key in columns]
