"""Takes a file of described objects back, unless somebody has worked on one of them since."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from comarca.base.events import Event, record
from comarca.base.objects import CustomValue
from comarca.base.objects.registry import type_of
from comarca.base.sentences import ntold
from comarca.base.sentences import told as _
from comarca.imports import external_ids
from comarca.imports.events import UNDONE
from comarca.imports.lifecycle import made
from comarca.imports.lifecycle.chunking import Pace, move
from comarca.imports.lifecycle.dependents import are_used
from comarca.imports.lifecycle.previewing import silence
from comarca.imports.lifecycle.undoing import SHOWN, CannotUndo, Obstacle, unwind
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.run import Report
from comarca.imports.targets import DescribedTarget, target_of
from comarca.ui.lists.bulk import typed_value

State = Import.State
BLOCK = 500


class InTheWay(CannotUndo):
    """Somebody has worked on what the import brought; ``obstacles`` says on what."""

    def __init__(self, obstacles: Sequence[Obstacle], count: int) -> None:
        super().__init__(obstacles, count)
        said = ntold(
            "%(count)d row has been worked on since the import, so it cannot be undone.",
            "%(count)d rows have been worked on since the import, so it cannot be undone.",
            count,
        )
        self.args = (said % {"count": count},)


class Left(CannotUndo):
    """Somebody worked on rows while the import was being taken back; they were left alone."""

    def __init__(self, obstacles: Sequence[Obstacle], count: int) -> None:
        super().__init__(obstacles, count)
        said = ntold(
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
    external_ids.forget(batch.pk)
    kept = [_obstacle(row, why) for row, why in _in_the_way(batch)]
    _finish(batch, actor, done)
    if kept:
        raise Left(kept[:SHOWN], len(kept))
    return done


def _take_back(batch: Import, actor: Any, rows: Sequence[ImportRow]) -> None:
    """Take some rows back, but for those that somebody has worked on."""
    target = target_of(batch.kind)
    free = [(row, one) for row, one, why in _judged(rows) if one is not None and not why]
    _delete([(row, one) for row, one in free if row.done == ImportRow.Done.CREATED], actor)
    for row, one in free:
        if row.done == ImportRow.Done.CREATED:
            row.object_id = None
        else:
            target.write(one, _as_it_was(target, row), actor)
        row.done, row.last_event = "", None
    ImportRow.objects.bulk_update([row for row, _one in free], ["object_id", "done", "last_event"])
    if target.object_type.touched is not None:
        target.object_type.touched()


def _as_it_was(target: DescribedTarget, row: ImportRow) -> dict[str, Any]:
    """Return what a row has changed as it was before."""
    fields = target.fields()
    return {
        key: typed_value(target.object_type, fields[key], value)
        for key, value in row.before.items()
        if key in fields
    }


def _delete(made: Sequence[tuple[ImportRow, Any]], actor: Any) -> None:
    """Delete objects that only the import had brought, with their own values."""
    if not made:
        return
    model, keys = type(made[0][1]), [one.pk for _row, one in made]
    for row, one in made:
        record(one, UNDONE, actor=actor, before=dict(row.values))
    kind = type_of(model)
    if kind is not None:
        CustomValue.objects.filter(field__object_type=kind.key, object_id__in=keys).delete()
    model._default_manager.filter(pk__in=keys).delete()


def _in_the_way(batch: Import) -> Iterator[tuple[ImportRow, str]]:
    """Yield the rows whose object is no longer as they left it, and why."""
    rows = batch.rows.exclude(done="").order_by("number").iterator(chunk_size=BLOCK)
    while part := list(islice(rows, BLOCK)):
        yield from ((row, why) for row, _one, why in _judged(part) if why)


def _judged(rows: Sequence[ImportRow]) -> Iterator[tuple[ImportRow, Any, str]]:
    """Yield rows with their objects and what is in the way; the database is asked for all at once.

    Whether others belong to an object is asked of all together; only where something is found,
    of each.
    """
    model = target_of(rows[0].batch.kind).object_type.model
    there = model._default_manager.in_bulk([row.object_id for row in rows if row.object_id])
    newest = newest_events(model, list(there))
    made = [there[row.object_id] for row in rows
            if row.done == ImportRow.Done.CREATED and row.object_id in there]  # fmt: skip
    is_free = not made or not are_used(made, rows[0].batch)
    for row in rows:
        one = there.get(row.object_id or 0)
        yield row, one, _why_not(row, one, newest.get(row.object_id or 0, 0), is_free=is_free)


def newest_events(model: type[models.Model], keys: Iterable[int | None]) -> dict[int, int]:
    """Return the last that happened to each of some objects."""
    told = Event.objects.filter(
        model=model._meta.label_lower, object_id__in=[pk for pk in keys if pk]
    ).order_by()
    return dict(told.values_list("object_id").annotate(Max("pk")))


def _why_not(row: ImportRow, one: Any, newest: int, *, is_free: bool) -> str:
    """Return why a row's object stays as it is; nothing if it can be taken back."""
    if one is None:
        return _("was deleted")
    if newest > (row.last_event or 0):
        return _("was worked on")
    if row.done == ImportRow.Done.CREATED and not is_free and are_used([one], row.batch):
        return _("has others that belong to it")
    return ""


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
            made.take_back(batch, actor)
            batch.undone_at = timezone.now()
            batch.save(update_fields=["undone_at"])
        record(batch, UNDONE, actor=actor, after=done)
