"""Rows that refer to other rows of their file: who reports to whom, which is a variant of which."""

from collections.abc import Mapping, Sequence
from typing import Any

from comarca.base.search.folding import fold
from comarca.base.sentences import told as _
from comarca.imports.described.outcome import ObjectOutcome
from comarca.imports.external_ids import KEY, normal
from comarca.imports.preview.outcome import CHANGED, NEW, UNCHANGED
from comarca.imports.preview.problems import note
from comarca.imports.reading.table import Table
from comarca.imports.targets import Column, DescribedTarget, values_of
from comarca.team.models import Person

SEVERAL = 0


class SameFile:
    """The rows of one file by their IDs and names, and the columns that refer to them.

    An ID that stands in the file's own column of IDs means that row; a name only where nothing
    outside the file is called so, since whoever is here already may be meant.
    """

    def __init__(self, target: DescribedTarget, table: Table, columns: Sequence[Column]) -> None:
        label = target.object_type.model._meta.label_lower
        self.target = target
        self.links = [
            one for one in columns
            if one.field.kind.is_link and not one.field.many and one.field.to == label
        ]  # fmt: skip
        self._ids: dict[str, int] = {}
        self._names: dict[str, int] = {}
        if self.links:
            self._read(table, columns)

    def _read(self, table: Table, columns: Sequence[Column]) -> None:
        ids = [one for one in columns if one.field.key == KEY]
        titles = [one for one in columns if one.field.key == self.target.object_type.title]
        for number, cells in zip(table.numbers, table.rows, strict=True):
            for text in (normal(cells[one.index]) for one in ids):
                self._ids[text] = SEVERAL if text in self._ids else number
            title = values_of(cells, titles)[0].get(self.target.object_type.title)
            if title:
                name = fold(str(title))
                self._names[name] = SEVERAL if name in self._names else number

    def referred(self, number: int, cells: Sequence[Any]) -> dict[str, int]:
        """Return the rows that a row refers to, by key of field."""
        found = {}
        for column in self.links:
            text = str(cells[column.index] or "").strip()
            row = self._ids.get(normal(text), SEVERAL) or self._named(text, column)
            if text and row not in (SEVERAL, number):
                found[column.field.key] = row
        return found

    def _named(self, text: str, column: Column) -> int:
        """Return the row of a name that nobody outside the file has."""
        row = self._names.get(fold(text), SEVERAL)
        return row if row and not column.read.names.is_known(text) else SEVERAL

    def settle(self, outcomes: Sequence[ObjectOutcome]) -> None:
        """Turn references to objects that are here into values; the others wait to be written."""
        rows = {one.number: one for one in outcomes}
        now = self._now([one.object_id for one in outcomes if one.refers and one.object_id])
        for one in outcomes:
            for key, number in list(one.refers.items()):
                meant = rows.get(number)
                if meant is not None and meant.object_id and meant.action in {CHANGED, UNCHANGED}:
                    del one.refers[key]
                    self._set(one, key, meant.object_id, now)
                elif meant is None or meant.action != NEW:
                    del one.refers[key]
                    said = _("Row %(row)d, which it refers to, is not imported.") % {"row": number}
                    heading = self.target.fields()[key].heading
                    one.problems.append(note(heading, said, _("The cell was left out.")))
                else:
                    one.action = CHANGED if one.action == UNCHANGED else one.action
                    if key == "manager":  # who has people in their charge sees what these see
                        meant.values.setdefault("role", Person.Role.TERRITORY_MANAGER.value)

    def _now(self, keys: Sequence[int]) -> Mapping[tuple[int, str], int | None]:
        """Return what the objects refer to now, by object and field."""
        fields = [one.field.key for one in self.links]
        rows = self.target.object_type.model._default_manager.filter(pk__in=keys)
        return {
            (pk, key): value
            for pk, *values in rows.values_list("pk", *fields)
            for key, value in zip(fields, values, strict=True)
        } if keys else {}  # fmt: skip

    def _set(
        self, one: ObjectOutcome, key: str, pk: int, now: Mapping[tuple[int, str], int | None]
    ) -> None:
        """Let a row refer to an object that is here; nothing where it does so already."""
        if one.action in {CHANGED, UNCHANGED}:
            was = now.get((one.object_id or 0, key))
            if was == pk:
                return
            one.before[key], one.action = was, CHANGED
        one.values[key] = pk
