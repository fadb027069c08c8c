"""Finds which object a row means: by what names it, else by what it is like.

The rows of a block are looked up together: ``expect`` asks the database as often for a thousand
rows as for one.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.objects.matching import by_keys
from comarca.base.objects.sources import Own
from comarca.base.search.folding import fold
from comarca.imports.targets import DescribedTarget, several

MOST = 200
MOMENTS = {Kind.DATE, Kind.DATETIME}
Values = Mapping[str, Any]


class Likeness:
    """What one person may see of a kind of object, and what the rows before held.

    An object that they may not see does not exist for their file; without a person (the command
    line) all exist.
    """

    def __init__(self, target: DescribedTarget, user: Any) -> None:
        self.target = target
        kind = target.object_type
        self._all: models.QuerySet[Any] = kind.model._default_manager.all()
        self.seen = self._all if user is None else kind.visible_to(user)
        own = {key: one for key, one in target.fields().items() if _is_own(one)}
        self.title = kind.title if kind.title in own else ""
        self.links = [key for key, one in own.items() if one.kind is Kind.RELATION]
        # Two calls on one account on two days are two, whatever they are called.
        self.moments = [key for key, one in own.items() if one.kind in MOMENTS]
        self._rows: dict[tuple[Any, ...], int] = {}
        self._named: dict[tuple[str, ...], Mapping[tuple[Any, ...], list[int]]] = {}
        self._near: dict[tuple[Any, ...], list[tuple[int, str, tuple[Any, ...]]]] = {}
        self._objects: dict[int, Any] = {}

    def expect(self, block: Sequence[Values]) -> None:
        """Look up what the rows of a block may mean, all together."""
        self._named = {
            keys: by_keys(self._all, keys, (_held(one, keys) for one in block if _has(one, keys)))
            for keys in self._keys()
        }
        unnamed = [
            one for one in block if self.title and one.get(self.title) and not self._pks(one)
        ]
        self._near = {}
        for links in {self._links_of(one) for one in unnamed}:
            self._read_near(links, [one for one in unnamed if self._links_of(one) == links])
        wanted = {pk for of_keys in self._named.values() for pks in of_keys.values() for pk in pks}
        wanted |= {pk for one in unnamed if (pk := self._like(one))}
        self._objects = {row.pk: row for row in self.seen.filter(pk__in=wanted)} if wanted else {}

    def identified(self, values: Values) -> Any | None:
        """Return the object that a row names; ValidationError if it names several."""
        pks = self._pks(values)
        if len(pks) > 1:
            raise several(values, next(keys for keys in self._keys() if _has(values, keys)))
        return self._objects.get(pks[0]) if pks else None

    def like(self, values: Values) -> Any | None:
        """Return an object of the same title that belongs to the same and is of the same day."""
        if not self.title or not values.get(self.title):
            return None
        return self._objects.get(self._like(values))

    def twin(self, values: Values, number: int) -> int:
        """Return the row before this one that is the same object, 0 if there is none."""
        key = self._key(values)
        first = self._rows.setdefault(key, number) if key else number
        return first if first != number else 0

    def _keys(self) -> list[tuple[str, ...]]:
        """Return what may name an object, best first."""
        named = self.target.object_type.natural_key
        return [(keys,) if isinstance(keys, str) else tuple(keys) for keys in named]

    def _pks(self, values: Values) -> list[int]:
        """Return the objects that the first key which a row has names."""
        for keys in self._keys():
            if _has(values, keys):
                return self._named[keys].get(_held(values, keys), [])
        return []

    def _links_of(self, values: Values) -> tuple[str, ...]:
        """Return the relations that a row has; without any, only its title says what is like it."""
        return tuple(key for key in self.links if values.get(key)) or (self.title,)

    def _read_near(self, links: tuple[str, ...], block: Iterable[Values]) -> None:
        """Read what belongs to the same: the first two hundred of each."""
        wanted = {_held(one, links) for one in block}
        rows = self.seen.filter(
            **{f"{key}__in": {one[at] for one in wanted} for at, key in enumerate(links)}
        )
        place = Window(RowNumber(), partition_by=[F(key) for key in links], order_by="pk")
        rows = rows.order_by("pk").annotate(place_in_order=place).filter(place_in_order__lte=MOST)
        columns = ("pk", self.title, *links, *self.moments)
        for pk, title, *rest in rows.values_list(*columns):
            of, moments = tuple(rest[: len(links)]), tuple(rest[len(links) :])
            if of in wanted:
                near = self._near.setdefault((links, of), [])
                near.append((pk, fold(str(title)), moments))

    def _like(self, values: Values) -> int:
        """Return the number of the object that a row is like, 0 if there is none."""
        links, title = self._links_of(values), fold(str(values[self.title]))
        for pk, called, moments in self._near.get((links, _held(values, links)), ()):
            if called == title and all(
                held == values[key]
                for key, held in zip(self.moments, moments, strict=True)
                if values.get(key)
            ):
                return pk
        return 0

    def _key(self, values: Values) -> tuple[Any, ...]:
        """Return what tells the objects of a file from each other, empty where nothing does."""
        for together in self._keys():
            if _has(values, together):
                return (*together, *(_same(values[key]) for key in together))
        if not self.title or not values.get(self.title):
            return ()
        rest = (*self.links, *self.moments)
        return (self.title, _same(values[self.title]), *(str(values.get(k)) for k in rest))


def _has(values: Values, keys: Iterable[str]) -> bool:
    """Return whether a row holds something for all of these."""
    return all(values.get(key) not in (None, "") for key in keys)


def _held(values: Values, keys: Iterable[str]) -> tuple[Any, ...]:
    """Return values as the database holds them: other objects by their number."""
    return tuple(getattr(values[key], "pk", values[key]) for key in keys)


def _same(value: Any) -> str:
    """Return a value as it is compared within a file: in any case."""
    return str(value).strip().casefold()


def _is_own(one: Field) -> bool:
    """Return whether a value stands in the object's own table."""
    return isinstance(one.source, Own) and "__" not in one.source.path
