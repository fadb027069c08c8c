"""Every kind of object that the installed apps have declared."""

from django.db import models

from comarca.base.objects.fields import Field
from comarca.base.objects.types import EXTENSIONS, ObjectType

_TYPES: dict[str, ObjectType] = {}


def register(object_type: ObjectType) -> ObjectType:
    """Make a kind of object known and return it with what its model knows filled in.

    Raises
    ------
    ValueError
        If two fields share a key.
    """
    bound = object_type.bound()
    keys = [field.key for field in bound.fields]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"{bound.key} describes {', '.join(sorted(twice))} more than once.")
    _TYPES[bound.key] = bound
    return bound


def forget(key: str) -> None:
    """Take a kind of object back; for tests that declare their own."""
    _TYPES.pop(key, None)
    EXTENSIONS.pop(key, None)


def extend(key: str, *fields: Field) -> None:
    """Give a lower app's kind of object more fields: a territory to an account.

    The fields are bound when they are first read, so that apps may come up in any order.
    """
    EXTENSIONS.setdefault(key, []).extend(fields)


def find(key: str) -> ObjectType:
    """Return a kind of object; raises KeyError if there is none of that name."""
    return _TYPES[key]


def all_types() -> list[ObjectType]:
    """Return every kind of object, in the order of registration."""
    return list(_TYPES.values())


def type_of(model: type[models.Model] | str) -> ObjectType | None:
    """Return the kind of object that a model (or its label) belongs to, or None."""
    label = (model if isinstance(model, str) else model._meta.label).lower()
    found = (one for one in _TYPES.values() if one.model._meta.label_lower == label)
    return next(found, None)
