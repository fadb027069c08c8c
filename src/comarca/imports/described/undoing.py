"""Takes a file of described objects back, unless somebody has worked on one of them since."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comarca.base.events import Event, record
from comarca.base.objects import CustomValue
from comarca.base.objects.registry import type_of
from comarca.imports import external_ids
from comarca.imports.events import UNDONE
from comarca.imports.lifecycle.chunking import Pace, move
from comarca.imports.lifecycle.previewing import silence
from comarca.imports.lifecycle.undoing import SHOWN, CannotUndo, Obstacle, unwind
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.run import Report
from comarca.imports.targets import target_of
from comarca.ui.lists.bulk import typed_value

State = Import.State


class InTheWay(CannotUndo):
    """Somebody has worked on what the import brought; ``obstacles`` says on what."""

    def __init__(self, obstacles: Sequence[Obstacle], count: int) -> None:
        super().__init__(obstacles, count)
        said = ngettext(
            "%(count)d row has been worked on since the import, so it cannot be undone.",
            "%(count)d rows have been worked on since the import, so it cannot be undone.",
            count,
        )
        self.args = (said % {"count": count},)


class Left(CannotUndo):
    """Somebody worked on rows while the import was being taken back; they were left alone."""

    def __init__(self, obstacles: Sequence[Obstacle], count: int) -> None:
        super().__init__(obstacles, count)
        said = ngettext(
            "The import was undone, but for %(count)d row that somebody has worked on.",
            "The import was undone, but for %(count)d rows that somebody has worked on.",
            count,
        )
        self.args = (said % {"count": count},)


def undo(
    batch: Import, actor: Any, report: Report = silence, pace: Pace | None = None
) -> dict[str, int]:
    """Delete the objects an import created and restore those it changed; all or none at first."""
    if Import.objects.filter(pk=batch.pk, state=State.APPLIED).exists():
        report(0.05, _("Checking that nothing has changed since the import…"))
        found = [_obstacle(row, why) for row, why in _in_the_way(batch)]
        if found:
            raise InTheWay(found[:SHOWN], len(found))
    return take_back(batch, actor, report, pace)


def take_back(
    batch: Import, actor: Any, report: Report = silence, pace: Pace | None = None
) -> dict[str, int]:
    """Take back what an import has written so far; what somebody changed meanwhile stays."""
    steps = (("restored", "updated", _take_back), ("deleted", "created", _take_back))
    done = unwind(batch, actor, steps, report, pace or Pace(size=100))
    external_ids.forget(batch)
    kept = [_obstacle(row, why) for row, why in _in_the_way(batch)]
    _finish(batch, actor, done)
    if kept:
        raise Left(kept[:SHOWN], len(kept))
    return done


def _take_back(batch: Import, actor: Any, rows: Sequence[ImportRow]) -> None:
    """Take some rows back, but for those that somebody has worked on."""
    target, free = target_of(batch.kind), []
    for row in rows:
        one = target.object_type.model._default_manager.filter(pk=row.object_id).first()
        if one is None or why_not(row, one):
            continue
        if row.done == ImportRow.Done.CREATED:
            _delete(one, row, actor)
            row.object_id = None
        else:
            fields = target.fields()
            was = {
                key: typed_value(target.object_type, fields[key], value)
                for key, value in row.before.items()
                if key in fields
            }
            target.write(one, was, actor)
        row.done, row.last_event = "", None
        free.append(row)
    ImportRow.objects.bulk_update(free, ["object_id", "done", "last_event"])
    if target.object_type.touched is not None:
        target.object_type.touched()


def _delete(one: Any, row: ImportRow, actor: Any) -> None:
    """Delete an object that only the import had brought, with its own values."""
    record(one, UNDONE, actor=actor, before=dict(row.values))
    kind = type_of(type(one))
    if kind is not None:
        CustomValue.objects.filter(field__object_type=kind.key, object_id=one.pk).delete()
    one.delete()


def _in_the_way(batch: Import) -> Iterator[tuple[ImportRow, str]]:
    """Yield the rows whose object is no longer as they left it, and why."""
    model = target_of(batch.kind).object_type.model
    for row in batch.rows.exclude(done="").order_by("number").iterator(chunk_size=500):
        one = model._default_manager.filter(pk=row.object_id).first()
        if why := why_not(row, one):
            yield row, why


def why_not(row: ImportRow, one: Any) -> str:
    """Return why a row's object stays as it is; nothing if it can be taken back."""
    if one is None:
        return _("was deleted")
    told = Event.objects.filter(model=one._meta.label_lower, object_id=one.pk)
    if told.filter(pk__gt=row.last_event or 0).exists():
        return _("was worked on")
    if row.done == ImportRow.Done.CREATED and _is_used(one, row):
        return _("has others that belong to it")
    return ""


def _is_used(one: models.Model, row: ImportRow) -> bool:
    """Return whether others would go, or lose their link, with an object.

    Its parts go with it; what is an object of its own kind (a contact's calls) does not. Whoever
    the same file brought goes as well, and loses nothing.
    """
    collector = Collector(using=one._state.db or "default")
    try:
        collector.collect([one])
    except (ProtectedError, RestrictedError):
        return True
    going: list[tuple[Any, Any]] = [
        (model, {row.pk for row in rows}) for model, rows in collector.data.items()
    ]
    going += [(rows.model, rows.values("pk")) for rows in collector.fast_deletes]
    if any(_are_somebodys(model, keys) for model, keys in going if model is not type(one)):
        return True
    updates: list[Any] = [rows for both in collector.field_updates.values() for rows in both]
    losing = [other for rows in updates for other in rows]
    alike = {other.pk for other in losing if type(other) is type(one)}
    if not losing or len(alike) < len(losing):
        return bool(losing)
    mine = row.batch.rows.filter(done=ImportRow.Done.CREATED, object_id__in=alike)
    return mine.count() < len(alike)


def _are_somebodys(model: type[models.Model], keys: Any) -> bool:
    """Return whether somebody made or changed one of these objects of a kind of its own.

    Without an event they came with the object itself: an opportunity's products, its stays.
    """
    if type_of(model) is None:
        return False
    told = Event.objects.filter(model=model._meta.label_lower, object_id__in=keys)
    return told.exists()


def _obstacle(row: ImportRow, why: str) -> Obstacle:
    """Return what is in the way, as the page shows it."""
    title = row.values.get(target_of(row.batch.kind).object_type.title, "")
    return Obstacle(row.number, None, str(title or row.number), why)


def _finish(batch: Import, actor: Any, done: dict[str, int]) -> None:
    """Say that it is taken back: an import that was whole is undone, another a preview again."""
    batch.refresh_from_db()
    was_whole = batch.applied_at is not None
    with transaction.atomic():
        move(batch, [State.UNDOING], State.UNDONE if was_whole else State.PREVIEWED)
        if was_whole:
            batch.undone_at = timezone.now()
            batch.save(update_fields=["undone_at"])
        record(batch, UNDONE, actor=actor, after=done)
