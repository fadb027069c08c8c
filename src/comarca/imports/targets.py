"""What a file may be imported into: any described object; accounts have their own, richer way.

A described object (``base.objects``) needs no code of its own here: its fields say which headings
they have and how their cells are read, its natural key says which row of the file it already is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from comarca.base.objects import Place, find
from comarca.base.objects.fields import Field
from comarca.base.objects.matching import by_keys
from comarca.base.objects.registry import all_types
from comarca.base.objects.rules import hold_to_table
from comarca.base.objects.types import ObjectType, fields_of
from comarca.base.writing import change, create, differing
from comarca.imports.matching.canonical import canonical
from comarca.imports.name_parts import NAME, parts_of_name
from comarca.imports.preview.cells import Reader
from comarca.imports.preview.links import UnknownName
from comarca.imports.preview.missing import is_nothing
from comarca.imports.reading.table import Table

Values = dict[str, Any]


class Target(Protocol):
    """What the import needs to know of a kind of object."""

    def fields(self) -> Mapping[str, Field]:
        """Return the fields that a file may bring, by key."""

    def identify(self, values: Mapping[str, Any]) -> Any | None:
        """Return the one object that a row means, None for a new one."""

    def complete(self, values: Values, row: Any | None) -> None:
        """Fill in what follows from other values; ``row`` is None until it is known."""

    def begin(self, values: Values) -> None:
        """Give a new object the defaults that its row lacks."""

    def check(self, values: Values, row: Any | None) -> None:
        """Raise ValidationError for what the object's own rules refuse."""

    def compare(self, row: Any, values: Mapping[str, Any]) -> Values:
        """Return the present values of what a row would change."""

    def write(self, row: Any | None, values: Mapping[str, Any], actor: Any) -> Any:
        """Create an object, or change one that is here."""


@dataclass(frozen=True)
class DescribedTarget:
    """A target made of an object's description alone."""

    object_type: ObjectType

    def fields(self) -> Mapping[str, Field]:
        """Return the described fields that a file may bring."""
        return self._fields

    @cached_property
    def _fields(self) -> Mapping[str, Field]:
        """Ask once a file which fields there are, those of an administrator's own included."""
        return {one.key: one for one in fields_of(self.object_type) if one.is_in(Place.IMPORT)}

    def words(self) -> Iterator[str]:
        """Yield what the columns of a file may be called, in any language."""
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                for key, one in self.fields().items():
                    yield from (one.heading, key, *one.headings)

    def identify(self, values: Mapping[str, Any]) -> Any | None:
        """Return the object of that natural key; ValidationError if there are several."""
        rows = self.object_type.model._default_manager
        for keys in self.object_type.natural_key:
            together = (keys,) if isinstance(keys, str) else tuple(keys)
            if all(values.get(key) not in {None, ""} for key in together):
                said = tuple(getattr(values[key], "pk", values[key]) for key in together)
                found = by_keys(rows.all(), together, [said]).get(said, [])
                if len(found) > 1:
                    raise several(values, together)
                return rows.get(pk=found[0]) if found else None
        return None

    def expect(self, block: Sequence[Values]) -> None:
        """Have looked up together what completing the rows of a block will ask for."""
        if self.object_type.expect is not None:
            self.object_type.expect(block)

    def complete(self, values: Values, row: Any | None) -> None:
        """Fill in what follows from other values: a name from its parts."""
        if self.object_type.complete is not None:
            self.object_type.complete(values, row)

    def begin(self, values: Values) -> None:
        """Give a new object the defaults of an administrator's own fields that its row lacks."""
        for key, one in self.fields().items():
            if one.custom_id is not None and one.default is not None:
                values.setdefault(key, one.default)

    def check(self, values: Values, row: Any | None) -> None:
        """Hold values to the rules of the object and of its table."""
        if self.object_type.clean is not None:
            self.object_type.clean(values)
        hold_to_table(self.object_type, self.fields(), row, values)

    def compare(self, row: Any, values: Mapping[str, Any]) -> Values:
        """Return the present values of the fields that differ.

        Files keep seconds, spreadsheets often minutes: what was within them is the same moment.
        """
        found = differing(list(self.fields().values()), row, values)
        return {key: was for key, was in found.items() if not _same_moment(was, values[key])}

    def write(self, row: Any | None, values: Mapping[str, Any], actor: Any) -> Any:
        """Write through the object's own verbs, so that history and version follow."""
        if row is None:
            return create(self.object_type, values, actor)
        now = differing(list(self.fields().values()), row, values)
        kept = {key: was for key, was in now.items() if _same_moment(was, values[key])}
        return change(self.object_type, row, None, {**values, **kept}, actor)


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


@dataclass(slots=True)
class Result:
    """What an import did, and what it left out: row, heading, sentence."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Column:
    """One column in use: where it stands, its heading, its field, how its cells are read."""

    index: int
    heading: str
    field: Field
    read: Reader


def kinds_for(user: Any) -> list[ObjectType]:
    """Return the kinds of object, besides accounts, that a person may bring in with a file."""
    return [one for one in all_types() if may_bring(user, one)]


def may_bring(user: Any, kind: ObjectType) -> bool:
    """Return whether a person may bring objects of a kind, not accounts, in with a file."""
    return kind.key != "account" and kind.may_write(user) and bool(DescribedTarget(kind).fields())


def target_of(key: str) -> DescribedTarget:
    """Return the target of a kind of object; KeyError where a file may bring none."""
    target = DescribedTarget(find(key))
    if not target.fields():
        raise KeyError(key)
    return target


def matching(target: Target, headings: list[str]) -> dict[str, str]:
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
    return found


def _words(target: Target) -> tuple[dict[str, str], dict[str, str]]:
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


def import_table(
    target: Target, table: Table, mapping: Mapping[str, str], actor: Any, *, dry_run: bool = False
) -> Result:
    """Write every row of a table, all or nothing; a cell that cannot be used is left out."""
    result, fields = Result(), target.fields()
    columns = columns_of(target, table, mapping, actor)
    with transaction.atomic():
        for number, cells in zip(table.numbers, table.rows, strict=True):
            values, wrong = values_of(cells, columns)
            result.problems += [(number, at, " ".join(why.messages)) for at, why in wrong]
            if values and not any(isinstance(why, UnknownName) for _at, why in wrong):
                _write(target, values, fields, number, actor, result)
        if dry_run:
            transaction.set_rollback(True)
    return result


def columns_of(
    target: Target, table: Table, mapping: Mapping[str, str], actor: Any,
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
        except ValidationError as error:
            wrong.append((column.heading, error))
    return values, wrong


def _write(
    target: Target, values: Values, fields: Mapping[str, Field], number: int, actor: Any,
    result: Result,
) -> None:  # fmt: skip
    """Write one row, or say why it cannot be an object."""
    try:
        target.complete(values, None)
        row = target.identify(values)
        target.complete(values, row)
        if row is None:
            target.begin(values)
        target.check(values, row)
    except ValidationError as error:
        result.problems.append((number, "", " ".join(error.messages)))
        return
    missing = [one.heading for one in fields.values() if one.required and not values.get(one.key)]
    if row is None and missing:
        result.problems.append((number, ", ".join(missing), _("This is missing; fill it in.")))
    elif row is None:
        target.write(None, values, actor)
        result.created += 1
    elif target.compare(row, values):
        target.write(row, values, actor)
        result.changed += 1
    else:
        result.unchanged += 1
