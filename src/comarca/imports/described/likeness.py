"""Finds which object a row means: by what names it, else by what it is like."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.objects.sources import Own
from comarca.base.search.folding import fold
from comarca.imports.targets import DescribedTarget

MOST = 200
MOMENTS = {Kind.DATE, Kind.DATETIME}


class Likeness:
    """What one person may see of a kind of object, and what the rows before held.

    An object that they may not see does not exist for their file; without a person (the command
    line) all exist.
    """

    def __init__(self, target: DescribedTarget, user: Any) -> None:
        self.target = target
        kind = target.object_type
        manager: models.Manager[Any] = kind.model._default_manager
        self.seen = manager.all() if user is None else kind.visible_to(user)
        own = {key: one for key, one in target.fields().items() if _is_own(one)}
        self.title = kind.title if kind.title in own else ""
        self.links = [key for key, one in own.items() if one.kind is Kind.RELATION]
        # Two calls on one account on two days are two, whatever they are called.
        self.moments = [key for key, one in own.items() if one.kind in MOMENTS]
        self._rows: dict[tuple[Any, ...], int] = {}
        self._is_first = not manager.exists()  # nothing is here that a row could mean

    def identified(self, values: Mapping[str, Any]) -> Any | None:
        """Return the object that a row names; ValidationError if it names several."""
        if self._is_first:
            return None
        found = self.target.identify(values)
        return self.seen.filter(pk=found.pk).first() if found is not None else None

    def like(self, values: Mapping[str, Any]) -> Any | None:
        """Return an object of the same title that belongs to the same and is of the same day."""
        if self._is_first or not self.title or not values.get(self.title):
            return None
        links = [key for key in self.links if values.get(key)]
        rows = self.seen.filter(**{key: values[key] for key in links})
        if not links:
            rows = rows.filter(**{self.title: values[self.title]})
        for row in rows.order_by("pk")[:MOST]:
            if fold(str(getattr(row, self.title))) == fold(str(values[self.title])) and all(
                getattr(row, key) == values[key] for key in self.moments if values.get(key)
            ):
                return row
        return None

    def twin(self, values: Mapping[str, Any], number: int) -> int:
        """Return the row before this one that is the same object, 0 if there is none."""
        key = self._key(values)
        first = self._rows.setdefault(key, number) if key else number
        return first if first != number else 0

    def _key(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return what tells the objects of a file from each other, empty where nothing does."""
        for keys in self.target.object_type.natural_key:
            together = (keys,) if isinstance(keys, str) else tuple(keys)
            if all(values.get(key) not in (None, "") for key in together):
                return (*together, *(_same(values[key]) for key in together))
        if not self.title or not values.get(self.title):
            return ()
        rest = (*self.links, *self.moments)
        return (self.title, _same(values[self.title]), *(str(values.get(k)) for k in rest))


def _same(value: Any) -> str:
    """Return a value as it is compared within a file: in any case."""
    return str(value).strip().casefold()


def _is_own(one: Field) -> bool:
    """Return whether a value stands in the object's own table."""
    return isinstance(one.source, Own) and "__" not in one.source.path
