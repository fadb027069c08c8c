"""What a file may be imported into: any described object; accounts have their own, richer way.

A described object (``base.objects``) needs no code of its own here: its fields say which headings
they have and how their cells are read, its natural key says which row of the file it already is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

from comarca.base.objects import Place, find
from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.objects.registry import all_types
from comarca.base.objects.rules import hold_to_table
from comarca.base.objects.types import ObjectType, fields_of
from comarca.base.sentences import told as _
from comarca.base.writing import change, create, differing
from comarca.imports import external_ids
from comarca.imports.id_columns import with_ids
from comarca.imports.matching.canonical import canonical
from comarca.imports.name_parts import NAME, parts_of_name
from comarca.imports.preview.cells import Reader
from comarca.imports.preview.missing import is_nothing
from comarca.imports.reading.table import Table

Values = dict[str, Any]


@dataclass(frozen=True)
class DescribedTarget:
    """A target made of an object's description alone."""

    object_type: ObjectType

    def fields(self) -> Mapping[str, Field]:
        """Return what a file may bring: the described fields, and the other system's ID."""
        return self._fields

    def own_fields(self) -> Mapping[str, Field]:
        """Return the fields that the object itself holds."""
        return {key: one for key, one in self._fields.items() if key != external_ids.KEY}

    @cached_property
    def _fields(self) -> Mapping[str, Field]:
        """Ask once a file which fields there are, those of an administrator's own included."""
        own = {one.key: one for one in fields_of(self.object_type) if one.is_in(Place.IMPORT)}
        return {**own, external_ids.KEY: external_ids.FIELD} if own else own

    def words(self) -> Iterator[str]:
        """Yield what the columns of a file may be called, in any language."""
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                for key, one in self.fields().items():
                    yield from (one.heading, key, *one.headings)

    def expect(self, block: Sequence[Values]) -> None:
        """Have looked up together what completing the rows of a block will ask for."""
        if self.object_type.expect is not None:
            self.object_type.expect(block)

    def complete(self, values: Values, row: Any | None) -> None:
        """Fill in what follows from other values: a name from its parts."""
        if self.object_type.complete is not None:
            self.object_type.complete(values, row)

    def begin(self, values: Values) -> None:
        """Give a new object the defaults of an administrator's own fields that its row lacks.

        What it is called by is said to be empty where it is, so that the object may insist on it.
        """
        title = self.fields().get(self.object_type.title)
        if title is not None and title.kind.is_text:
            values.setdefault(title.key, "")
        for key, one in self.fields().items():
            if one.custom_id is not None and one.default is not None:
                values.setdefault(key, one.default)

    def clean(self, values: Values) -> None:
        """Hold values to the rules of the object; its table has its own say when it is written."""
        if self.object_type.clean is not None:
            self.object_type.clean(_held(values))

    def check(self, values: Values, row: Any | None) -> None:
        """Hold values to the rules of the object and of its table."""
        self.clean(values)
        hold_to_table(self.object_type, self.own_fields(), row, _held(values))

    def compare(self, row: Any, values: Mapping[str, Any]) -> Values:
        """Return the present values of the fields that differ.

        Files keep seconds, spreadsheets often minutes: what was within them is the same moment.
        """
        found = differing(list(self.own_fields().values()), row, _held(values))
        return {key: was for key, was in found.items() if not _same_moment(was, values[key])}

    def write(self, row: Any | None, values: Mapping[str, Any], actor: Any) -> Any:
        """Write through the object's own verbs, so that history and version follow."""
        values = _held(values)
        if row is None:
            return create(self.object_type, values, actor)
        now = differing(list(self.own_fields().values()), row, values)
        kept = {key: was for key, was in now.items() if _same_moment(was, values[key])}
        return change(self.object_type, row, None, {**values, **kept}, actor)


def _held(values: Mapping[str, Any]) -> Values:
    """Return what the object itself holds of a row."""
    return {key: value for key, value in values.items() if key != external_ids.KEY}


def _same_moment(was: Any, said: Any) -> bool:
    """Return whether a moment is the one that a file says, to the second or the minute."""
    if not (isinstance(was, datetime) and isinstance(said, datetime)):
        return False
    now = was.astimezone(UTC).replace(microsecond=0)
    return said in {now, now.replace(second=0)}


def several(values: Mapping[str, Any], keys: Sequence[str]) -> ValidationError:
    """Return the refusal of a row that names more than one object."""
    text = _("Several are called “%(name)s”, so the row was left out.")
    return ValidationError(text % {"name": str(values[keys[-1]])[:60]})


@dataclass(frozen=True, slots=True)
class Column:
    """One column in use: where it stands, its heading, its field, how its cells are read."""

    index: int
    heading: str
    field: Field
    read: Reader


def kinds_for(user: Any) -> list[ObjectType]:
    """Return the kinds of object, besides accounts, that a person may bring in with a file.

    Without a person, on the command line, those that any file may bring.
    """
    return [one for one in all_types() if may_bring(user, one)]


def may_bring(user: Any, kind: ObjectType) -> bool:
    """Return whether a person may bring objects of a kind, not accounts, in with a file."""
    may = bool(kind.write) if user is None else kind.may_write(user)
    return kind.key != "account" and may and bool(DescribedTarget(kind).fields())


def target_of(key: str) -> DescribedTarget:
    """Return the target of a kind of object; KeyError where a file may bring none."""
    target = DescribedTarget(find(key))
    if not target.fields():
        raise KeyError(key)
    return target


def matching(target: DescribedTarget, headings: list[str]) -> dict[str, str]:
    """Return the field of each heading: by its label in any language, its key, known headings."""
    labels, others = _words(target)
    found: dict[str, str] = {}
    for known in (labels, others):  # what is called so comes before what others call so
        for heading in headings:
            key = known.get(canonical(heading), "")
            if key and heading not in found and key not in found.values():
                found[heading] = key
    if NAME not in found.values():
        found |= dict.fromkeys(parts_of_name(target.fields(), headings), NAME)
    return with_ids(found, headings, {**others, **labels}, target.fields())


def _words(target: DescribedTarget) -> tuple[dict[str, str], dict[str, str]]:
    """Return the fields by what they are called here, in any language, and by other headings."""
    labels: dict[str, str] = {}
    others: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for key, one in target.fields().items():
                for words in (one.heading, key):
                    labels.setdefault(canonical(words), key)
                for words in one.headings:
                    others.setdefault(canonical(words), key)
    return labels, others


def columns_of(
    target: DescribedTarget, table: Table, mapping: Mapping[str, str], actor: Any,
    answers: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Column]:  # fmt: skip
    """Return the columns in use; ``actor`` sees what the names in them may mean (None: all)."""
    fields = target.fields()
    found = [
        Column(index, heading, one,
               Reader(one, table.column(index), table.options.decimal, actor, answers))
        for index, heading in enumerate(table.headings)
        if (one := fields.get(mapping.get(heading, ""))) is not None
    ]  # fmt: skip
    parts = parts_of_name(fields, table.headings)  # the first name is read before the last
    return sorted(found, key=lambda one: parts.index(one.heading) if one.heading in parts else -1)


def values_of(
    cells: Sequence[Any], columns: Sequence[Column]
) -> tuple[Values, list[tuple[str, ValidationError]]]:
    """Return the values of one row, and what is wrong with its cells: heading and reason."""
    values: Values = {}
    beside: Values = {}
    wrong: list[tuple[str, ValidationError]] = []
    for column in columns:
        cell = cells[column.index]
        if is_nothing(cell, figure=column.field.kind.is_number):
            continue
        key = column.field.key
        try:
            value = column.read(cell)
            if value is None or value == []:
                continue
            values[key] = f"{values[key]} {value}" if key == NAME and key in values else value
            beside |= _currency_beside(column, cell)
        except ValidationError as error:
            wrong.append((column.heading, error))
    return {**beside, **values}, wrong


def _currency_beside(column: Column, cell: Any) -> Values:
    """Return the currency that an amount is written with, for the field that holds it."""
    one = column.field
    if one.kind is not Kind.MONEY or not one.currency:
        return {}
    found = column.read.currency(cell)
    return {one.currency: found} if found else {}
