"""Finds rows by what many lines of a file say, in one question for all of them."""

from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from django.db import models
from django.db.models.functions import Lower

Said = tuple[Any, ...]
ASCII_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)  # what SQLite takes for lower case


def by_keys(
    rows: "models.QuerySet[Any]", keys: Sequence[str], said: Iterable[Said]
) -> Mapping[Said, list[int]]:
    """Return the primary keys of the rows that hold what is said: ``{said: [pk, …]}``.

    ``said`` are the values of the keys, rows of others by their number. Those that no row holds
    exactly are looked for in any case; those that are not there at all are missing.
    """
    wanted = set(said)
    found = _together(rows, keys, wanted)
    left = {one for one in wanted if one not in found and any(isinstance(v, str) for v in one)}
    if not left or _is_unique(rows.model, keys):
        return found
    loosely = _together(rows, keys, left, loosely=True)
    return found | {one: loosely[_loose(one)] for one in left if _loose(one) in loosely}


def _together(
    rows: "models.QuerySet[Any]", keys: Sequence[str], wanted: set[Said], *, loosely: bool = False
) -> dict[Said, list[int]]:
    if not wanted:
        return {}
    asked = rows
    for at, key in enumerate(keys):
        values = {one[at] for one in wanted}
        if loosely and all(isinstance(value, str) for value in values):
            spelt = {form for v in values for form in (v.lower(), v.translate(ASCII_LOWER))}
            asked = asked.alias(**{f"lower_{at}": Lower(key)}).filter(**{f"lower_{at}__in": spelt})
        else:
            asked = asked.filter(**{f"{key}__in": values})
    loosened = {_loose(one) for one in wanted} if loosely else wanted
    found: dict[Said, list[int]] = {}
    for pk, *held in asked.order_by("pk").values_list("pk", *keys):
        one = _loose(held) if loosely else tuple(held)
        if one in loosened:
            found.setdefault(one, []).append(pk)
    return found


def _loose(one: Sequence[Any]) -> Said:
    """Return values as they are compared in any case."""
    return tuple(value.casefold() if isinstance(value, str) else value for value in one)


def _is_unique(model: type[models.Model], keys: Sequence[str]) -> bool:
    """Return whether a key is unique as it is written: then no other spelling is meant."""
    columns = {column.name: column for column in model._meta.fields}
    return len(keys) == 1 and keys[0] in columns and columns[keys[0]].unique
