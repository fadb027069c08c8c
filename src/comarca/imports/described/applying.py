"""Writes the rows of a file of described objects, in short transactions that can be cut off."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.base.events import Event, record
from comarca.base.jobs import JobCancelled
from comarca.base.writing import EditedMeanwhile, plain
from comarca.imports.described.likeness import Likeness
from comarca.imports.described.undoing import take_back
from comarca.imports.events import APPLIED
from comarca.imports.lifecycle.applying import NotPreviewed, to_create, to_update
from comarca.imports.lifecycle.chunking import MovedOn, Pace, in_chunks, move
from comarca.imports.lifecycle.previewing import remember, silence
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.cells import kept
from comarca.imports.preview.outcome import ERROR
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


def _write(
    target: DescribedTarget, likeness: Likeness, actor: Any, rows: Sequence[ImportRow]
) -> None:
    """Write some rows; one that is refused stops no other."""
    for row in rows:
        found = row.object_id and not _is_new(row)
        try:
            with transaction.atomic():
                one = likeness.seen.filter(pk=row.object_id).first() if found else None
                values = typed(target, row.values)
                if found:
                    _hold_to_preview(target, one, values, row)
                else:
                    target.begin(values)
                target.check(values, one)
                made = target.write(one, values, actor)
        except REFUSALS as refused:
            row.problems = [*row.problems, error("", _reason(refused), _("Preview it again."))]
            row.action = ERROR
        else:
            row.object_id = made.pk
            row.done = ImportRow.Done.UPDATED if found else ImportRow.Done.CREATED
            row.last_event = newest_event(made)
    columns = ["problems", "action", "object_id", "done", "last_event"]
    ImportRow.objects.bulk_update(rows, columns)


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
        return " ".join(refused.messages)
    return sentences[type(refused)]() if type(refused) in sentences else str(refused)


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
