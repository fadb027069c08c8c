"""Puts objects in the order of any field, and hands out one page without reading the rest."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from comarca.base.objects.sources import Own, Side, Source

CHUNK = 1000
FEW = 5000  # up to here sorting them all is quicker than walking the index past those left out


class Ordered:
    """Rows in the order of one field; what is not known comes last, ties by title.

    A value that stands beside the object (a custom field, the main site's town) is read in the
    order of its own index: first the keys of the page, then its rows. Ordering the objects by a
    subquery would look up every value first (250 to 770 ms for 100,000 accounts).
    """

    def __init__(
        self, rows: "QuerySet[Any]", source: Source, title: Source, *, descending: bool = False
    ) -> None:
        self.rows = rows
        self.descending = descending
        self.side = source.side()
        self.by = source.order()
        self.title = title.order() or F("pk")
        self.always_known = _always_known(rows.model, source)
        self._counted: tuple[int, int] | None = None

    def __getitem__(self, part: slice) -> list[Any]:
        """Return the rows from one place to another."""
        start, stop = part.start or 0, part.stop
        if self.side is None or self.count_to(FEW + 1) <= FEW:
            return list(self._in_own_order()[start:stop])
        keys = list(self._keys(self.side)[start:stop])
        found = self._fetch(keys)
        missing = stop - start - len(keys)
        if missing:
            before = 0 if keys or not start else self._keys(self.side).count()
            first = max(start - before, 0) if not keys else 0
            found += list(self._unknown(self.side)[first : first + missing])
        return found

    def count_to(self, most: int) -> int:
        """Return how many rows there are, counting no further than ``most``."""
        if self._counted is None or self._counted[0] < most:
            self._counted = (most, int(self.rows.order_by()[:most].count()))
        return min(self._counted[1], most)

    def iterator(self) -> Iterator[Any]:
        """Yield all rows, a thousand at a time."""
        if self.side is None:
            yield from self._in_own_order().iterator(chunk_size=CHUNK)
            return
        part: list[int] = []
        for key in self._keys(self.side).iterator(chunk_size=CHUNK):
            part.append(key)
            if len(part) == CHUNK:
                yield from self._fetch(part)
                part = []
        yield from self._fetch(part)
        yield from self._unknown(self.side).iterator(chunk_size=CHUNK)

    def _in_own_order(self) -> "QuerySet[Any]":
        """Return the rows in the order of a column of their own."""
        if self.by is None:
            return self.rows.order_by(self.title, "pk")
        by = _directed(self.by, self.descending, always=self.always_known)
        return self.rows.order_by(by, self.title, "pk")

    def _keys(self, side: Side) -> "QuerySet[Any]":
        """Return the keys of the rows whose value is known, in order."""
        # EXISTS, since SQLite walks the whole field, not its order, for "link IN (all keys)".
        wanted = self.rows.order_by().filter(pk=OuterRef(side.link))
        known = side.rows.filter(Exists(wanted), **{f"{side.path}__isnull": False})
        minus = "-" if self.descending else ""
        return known.order_by(f"{minus}{side.path}", f"{minus}{side.link}").values_list(
            side.link, flat=True
        )

    def _fetch(self, keys: list[int]) -> list[Any]:
        """Return rows in the order of their keys."""
        rows = self.rows.model._default_manager.in_bulk(keys)
        return [rows[key] for key in keys]

    def _unknown(self, side: Side) -> "QuerySet[Any]":
        """Return the rows whose value is not known, by title."""
        known = side.rows.filter(**{f"{side.path}__isnull": False, side.link: OuterRef("pk")})
        return self.rows.filter(~Exists(known)).order_by(self.title, "pk")


def _always_known(model: type[Model], source: Source) -> bool:
    """Return whether a field's column has a value in every row."""
    column = source.column(model, source.path) if isinstance(source, Own) else None
    return column is not None and not column.null and "__" not in getattr(source, "path", "")


def _directed(by: Combinable, descending: bool, *, always: bool = False) -> Any:
    """Return an order with the unknown last, whichever way it goes.

     Where nothing is unknown that is not said, or PostgreSQL would pass the column's index by
    .
    """
    expression: Any = by
    if always:
        return expression.desc() if descending else expression.asc()
    if descending:
        return expression.desc(nulls_last=True)
    return expression.asc(nulls_last=True)
