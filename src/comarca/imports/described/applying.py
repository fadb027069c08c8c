"""Writes the rows of a file of described objects, in short transactions that can be cut off."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from comarca.base.events import Event, record
from comarca.base.jobs import JobCancelled
from comarca.base.sentences import sentence_of
from comarca.base.sentences import told as _
from comarca.base.writing import EditedMeanwhile, plain
from comarca.imports import external_ids
from comarca.imports.described.likeness import Likeness
from comarca.imports.described.undoing import newest_events, take_back
from comarca.imports.events import APPLIED
from comarca.imports.lifecycle.applying import NotPreviewed, to_create, to_update
from comarca.imports.lifecycle.chunking import MovedOn, Pace, in_chunks, move
from comarca.imports.lifecycle.previewing import remember, silence
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.cells import kept
from comarca.imports.preview.outcome import ERROR, UNCHANGED
from comarca.imports.preview.problems import error
from comarca.imports.preview.run import Report
from comarca.imports.targets import DescribedTarget, target_of
from comarca.ui.lists.bulk import typed_value

State = Import.State
REFUSALS = (ValidationError, EditedMeanwhile, IntegrityError, PermissionDenied)


def apply(
    batch: Import, actor: Any, report: Report = silence, pace: Pace | None = None
) -> dict[str, int]:
    """Write all rows of a preview, or go on with what was cut off; return how many.

    A row that cannot be written any more stays out and says why. A cancel takes all of it back.
    """
    try:
        move(batch, [State.PREVIEWED, State.APPLYING], State.APPLYING)
    except MovedOn as moved:
        raise NotPreviewed from moved
    try:
        _write_all(batch, actor, report, pace or Pace(size=100))
        _refer_all(batch, actor, pace or Pace(size=100))
        _keep_other_ids(batch)
    except JobCancelled:
        take_back(batch, actor)
        raise
    return _finish(batch, actor)


def _write_all(batch: Import, actor: Any, report: Report, pace: Pace) -> None:
    """Write the rows that are not written yet."""
    write = partial(_write, target_of(batch.kind), Likeness(target_of(batch.kind), actor), actor)
    total = max(to_create(batch).count() + to_update(batch).count(), 1)
    done = batch.rows.exclude(done="").count()
    for rows in (to_create(batch), to_update(batch)):
        waiting = rows.filter(done="").exclude(action=ERROR)
        for count in in_chunks(batch, State.APPLYING, waiting, write, pace):
            done += count
            said = _("%(done)s of %(total)s rows are written…")
            report(0.05 + 0.9 * done / total, said % {"done": done, "total": total})


def _refer_all(batch: Import, actor: Any, pace: Pace) -> None:
    """Let the rows refer to the others of their file, now that all are written."""
    refer = partial(_refer, target_of(batch.kind), actor)
    waiting = batch.rows.exclude(refers={}).exclude(done="").order_by("number")
    for _count in in_chunks(batch, State.APPLYING, waiting, refer, pace):
        pass


def _refer(target: DescribedTarget, actor: Any, rows: Sequence[ImportRow]) -> None:
    """Write what some rows refer to; one that is refused says so and stops no other."""
    numbers = {number for row in rows for number in row.refers.values()}
    others = rows[0].batch.rows.filter(number__in=numbers).exclude(done="")
    keys = dict(others.values_list("number", "object_id"))
    everything = target.object_type.model._default_manager
    for row in rows:
        one = everything.filter(pk=row.object_id).first()
        values = {key: keys[number] for key, number in row.refers.items() if number in keys}
        try:
            with transaction.atomic():
                if one is not None and target.compare(one, values):
                    row.before |= _kept_before(target, one, values, row)
                    target.write(one, values, actor)
        except REFUSALS as refused:
            said = error("", _reason(refused), _("Correct it on its page."))
            row.problems = [*row.problems, said]
        else:
            row.values |= values
            row.last_event = newest_event(one) if one is not None else row.last_event
    ImportRow.objects.bulk_update(rows, ["problems", "values", "before", "last_event"])


def _kept_before(
    target: DescribedTarget, one: Any, values: Mapping[str, Any], row: ImportRow
) -> dict[str, Any]:
    """Return what an updated object referred to, so that it can be taken back."""
    if row.done != ImportRow.Done.UPDATED:
        return {}
    return {key: kept(was) for key, was in plain(target.compare(one, values)).items()}


def _write(
    target: DescribedTarget, likeness: Likeness, actor: Any, rows: Sequence[ImportRow]
) -> None:
    """Write some rows; one that is refused stops no other."""
    known = [row.object_id for row in rows if row.object_id and not _is_new(row)]
    there = {one.pk: one for one in likeness.seen.filter(pk__in=known)} if known else {}
    for row in rows:
        found = row.object_id and not _is_new(row)
        one = there.get(row.object_id or 0) if found else None
        values = typed(target, row.values)
        try:
            with transaction.atomic():
                if found:
                    _hold_to_preview(target, one, values, row)
                else:
                    target.begin(values)
                made = _written(target, one, values, actor)
        except REFUSALS as refused:
            row.problems = [*row.problems, error("", _reason(refused), _("Preview it again."))]
            row.action = ERROR
        else:
            row.object_id = made.pk
            row.done = ImportRow.Done.UPDATED if found else ImportRow.Done.CREATED
    _note_newest(target, rows)
    columns = ["problems", "action", "object_id", "done", "last_event"]
    ImportRow.objects.bulk_update(rows, columns)
    _keep_ids(target, rows)


def _written(target: DescribedTarget, one: Any, values: dict[str, Any], actor: Any) -> Any:
    """Write a row; its table refuses what does not fit, and only then is asked which rule."""
    target.clean(values)
    try:
        with transaction.atomic():
            return target.write(one, values, actor)
    except IntegrityError:
        target.check(values, one)
        raise


def _note_newest(target: DescribedTarget, rows: Sequence[ImportRow]) -> None:
    """Note the last that happened to each object that was written, all asked for together."""
    newest = newest_events(target.object_type.model, [row.object_id for row in rows if row.done])
    for row in rows:
        if row.done:
            row.last_event = newest.get(row.object_id or 0, 0)


def _keep_ids(target: DescribedTarget, rows: Sequence[ImportRow]) -> None:
    """Remember what the other system calls what was written."""
    pairs = [
        (row.values[external_ids.KEY], row.object_id)
        for row in rows
        if row.done and row.object_id and row.values.get(external_ids.KEY)
    ]
    if pairs:
        external_ids.keep(rows[0].batch_id, target.object_type.key, pairs)


def _is_new(row: ImportRow) -> bool:
    """Return whether a row makes an object, though one that is here is like it."""
    return row.action == "new" or row.choice == ImportRow.Choice.NEW


def _hold_to_preview(
    target: DescribedTarget, one: Any, values: Mapping[str, Any], row: ImportRow
) -> None:
    """Refuse to write over what somebody changed after the preview."""
    now = {} if one is None else plain(target.compare(one, values))
    if one is None or {key: kept(value) for key, value in now.items()} != row.before:
        raise ValidationError(_("It was changed after the preview, so it was left as it is."))


def typed(target: DescribedTarget, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that a row keeps in the types that objects hold."""
    fields = target.fields()
    return {
        key: typed_value(target.object_type, fields[key], value)
        for key, value in values.items()
        if key in fields
    }


def newest_event(one: Any) -> int:
    """Return the number of the last thing that happened to an object, 0 if nothing did."""
    told = Event.objects.filter(model=one._meta.label_lower, object_id=one.pk)
    return told.order_by("-pk").values_list("pk", flat=True).first() or 0


def _reason(refused: Exception) -> str:
    """Return why a row was refused, in a sentence."""
    sentences: Mapping[type[Exception], Callable[[], str]] = {
        EditedMeanwhile: lambda: _("Somebody else changed it at the same moment."),
        IntegrityError: lambda: _("It no longer fits what others have entered meanwhile."),
        PermissionDenied: lambda: _("You may not change it."),
    }
    if isinstance(refused, ValidationError):
        return sentence_of(refused)
    return sentences[type(refused)]() if type(refused) in sentences else str(refused)


def _keep_other_ids(batch: Import) -> None:
    """Remember the IDs of rows that nothing was written of: repetitions, and what was here.

    Other systems keep a product once for each price it had, each time under another key.
    """
    twins = batch.rows.exclude(twin=None).filter(done="", choice="")
    known = dict(batch.rows.filter(
        number__in=twins.values("twin"), object_id__isnull=False
    ).values_list("number", "object_id"))  # fmt: skip
    pairs: list[tuple[object, int]] = [
        (row.values[external_ids.KEY], known[row.twin] or 0)
        for row in twins.iterator()
        if row.values.get(external_ids.KEY) and row.twin in known
    ]
    there = batch.rows.filter(action=UNCHANGED, object_id__isnull=False)
    pairs += [
        (row.values.get(external_ids.KEY, ""), row.object_id or 0) for row in there.iterator()
    ]
    if pairs:
        external_ids.keep(batch.pk, batch.kind, pairs)


def _finish(batch: Import, actor: Any) -> dict[str, int]:
    """Say that all of it is in, and how much stayed out."""
    done = {
        "created": batch.rows.filter(done=ImportRow.Done.CREATED).count(),
        "updated": batch.rows.filter(done=ImportRow.Done.UPDATED).count(),
    }
    with transaction.atomic():
        move(batch, [State.APPLYING], State.APPLIED)
        batch.applied_at = timezone.now()
        batch.summary = {**batch.summary, "error": batch.rows.filter(action=ERROR).count()}
        batch.save(update_fields=["applied_at", "summary"])
        record(batch, APPLIED, actor=actor, after=done)
    remember(batch.summary.get("headings", []), batch.mapping, batch.kind)
    return done
