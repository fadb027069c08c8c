"""Creates and changes objects by their description: one version, one history, one winner."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from comarca.base.events import record
from comarca.base.objects.custom import write_custom
from comarca.base.objects.fields import Field
from comarca.base.objects.reading import read_values
from comarca.base.objects.rules import own_values
from comarca.base.objects.sources import Linked
from comarca.base.objects.types import ObjectType, fields_of


class EditedMeanwhile(Exception):
    """Somebody else changed the object after this person opened it; nothing was written."""

    def __init__(self, row: Any) -> None:
        self.row = row
        super().__init__(row.pk)


def create(object_type: ObjectType, values: Mapping[str, Any], actor: Any) -> Any:
    """Create an object from values by field key and write its history."""
    if object_type.create is not None:
        return object_type.create(values, actor)
    return insert(object_type, values, actor)


def insert(object_type: ObjectType, values: Mapping[str, Any], actor: Any) -> Any:
    """Create an object in its own table, with its custom values and its history."""
    fields = _by_key(object_type)
    with transaction.atomic():
        row = object_type.model(**own_values(fields, values))
        row.save()
        write_custom(list(fields.values()), {row.pk: values})
        _write_linked(fields, row.pk, values)
        record(row, "created", actor=actor, after=plain(values))
        _touch(object_type)
    return row


def change(
    object_type: ObjectType, row: Any, version: int | None, values: Mapping[str, Any], actor: Any
) -> Any:
    """Change an object if it is still as the person saw it; without a version, as it is now.

    Raises
    ------
    EditedMeanwhile
        If it was changed after ``version``; the exception holds the object as it is now.
    """
    if object_type.change is not None:
        return object_type.change(row, version, values, actor)
    with transaction.atomic():
        now = take(object_type.model, row.pk, version) if object_type.has_version else row
        write(object_type, now, values, actor)
    return now


def take(model: type[models.Model], pk: int, version: int | None) -> Any:
    """Count a row's version up and return it; of two people at once, one wins.

    Must run inside a transaction, so that a later error takes the count back.
    """
    rows: models.QuerySet[Any] = model._default_manager.filter(pk=pk)
    seen = rows if version is None else rows.filter(version=version)
    if not seen.update(version=F("version") + 1):
        raise EditedMeanwhile(rows.get())
    return rows.get()


def write(
    object_type: ObjectType, row: Any, values: Mapping[str, Any], actor: Any
) -> dict[str, Any]:
    """Write what differs, and its history; return what was there before, by field.

    Values that do not stand in the object's own table are compared and told, not written.
    """
    fields = _by_key(object_type)
    before = differing(list(fields.values()), row, values)
    if not before:
        return before
    changed = {key: values[key] for key in before}
    own = own_values(fields, changed)
    for name, value in own.items():
        setattr(row, name, value)
    if own:
        row.save()
    write_custom(list(fields.values()), {row.pk: changed})
    _write_linked(fields, row.pk, changed)
    record(row, "changed", actor=actor, before=plain(before), after=plain(changed))
    _touch(object_type)
    return before


def _write_linked(fields: Mapping[str, Field], pk: int, values: Mapping[str, Any]) -> None:
    """Write what an object bears of other objects: its tags."""
    for key, value in values.items():
        source = fields[key].source if key in fields else None
        if isinstance(source, Linked):
            source.write({pk: value})


def archive(object_type: ObjectType, rows: Iterable[Any], actor: Any, *, back: bool = False) -> int:
    """Put rows aside, or bring them back; return how many. They keep their history."""
    when = None if back else timezone.now()
    count = 0
    with transaction.atomic():
        for row in rows:
            if (row.archived_at is None) is not back:
                row.archived_at = when
                row.save(update_fields=["archived_at"])
                record(row, "restored" if back else "archived", actor=actor)
                count += 1
        if count:
            _touch(object_type)
    return count


def _touch(object_type: ObjectType) -> None:
    """Say that objects of a kind changed, to what keeps copies of them."""
    if object_type.touched is not None:
        object_type.touched()


def differing(fields: Sequence[Field], row: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the present values of the fields that would change."""
    asked = [one for one in fields if one.key in values]
    now = read_values(asked, [row])[row.pk]
    return {
        one.key: now[one.key] for one in asked if key_of(now[one.key]) != key_of(values[one.key])
    }


def key_of(value: Any) -> Any:
    """Return a value as it is compared: a row by its key, nothing chosen and no text as None."""
    if isinstance(value, models.Model):
        return value.pk
    return None if value in ("", [], ()) else value


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as history keeps them."""
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return str(value) if isinstance(value, Decimal) else value


def _by_key(object_type: ObjectType) -> dict[str, Field]:
    """Return every field of a kind of object, whoever may see it."""
    return {one.key: one for one in fields_of(object_type)}
