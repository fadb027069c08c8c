"""Applies an import in many short transactions; cut off, it goes on, or is taken back whole."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from comarca.accounts.freshness import touch
from comarca.accounts.models import Account
from comarca.base.dates import today
from comarca.base.events import record
from comarca.base.jobs import Job, JobCancelled, JobTaken
from comarca.base.sentences import ntold
from comarca.base.sentences import told as _
from comarca.imports.events import APPLIED
from comarca.imports.lifecycle import writing
from comarca.imports.lifecycle.chunking import MovedOn, Pace, in_chunks, move
from comarca.imports.lifecycle.grouping import join_groups
from comarca.imports.lifecycle.owner_assignment import OwnerAssignment
from comarca.imports.lifecycle.previewing import remember, silence
from comarca.imports.lifecycle.undoing import take_back
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.run import Report
from comarca.team.models import Person

State = Import.State
# What a large file brings twice is looked for afterwards, and asked about.
LOOK_FOR_DUPLICATES = "accounts.duplicates"


class NotPreviewed(Exception):
    """The import has no preview to apply, or was applied before."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to import: it was imported already."))


class ChangedMeanwhile(Exception):
    """Accounts changed after the preview was made; ``names`` says which."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)
        shown = ", ".join(self.names[:5])
        super().__init__(
            ntold(
                "%(count)d account changed after the preview (%(names)s). Preview the file again.",
                "%(count)d accounts changed after the preview (%(names)s). Preview the file again.",
                len(self.names),
            )
            % {"count": len(self.names), "names": shown}
        )


class CodesTaken(Exception):
    """New rows bear codes that other accounts have taken since the preview."""


def to_create(batch: Import) -> "QuerySet[ImportRow]":
    """Return the rows that become new accounts."""
    chosen = Q(action="duplicate", choice="new")
    return batch.rows.filter(Q(action="new") | chosen).order_by("number")


def to_update(batch: Import) -> "QuerySet[ImportRow]":
    """Return the rows that change an account."""
    known = Q(account__isnull=False) | Q(object_id__isnull=False)
    chosen = Q(action="duplicate", choice="update") & known
    return batch.rows.filter(Q(action="changed") | chosen).order_by("number")


def apply(
    batch: Import, actor: Person | None, report: Report = silence, pace: Pace | None = None
) -> dict[str, int]:
    """Write all rows of a preview and return how many accounts were created and updated.

    An import that was cut off goes on. One that cannot be finished, or that its person cancels,
    is taken back, and is a preview again.
    """
    try:
        _begin(batch, report)
        _write(batch, actor, report, pace or Pace())
        return _finish(batch, actor)
    except MovedOn as moved:
        raise NotPreviewed from moved
    except JobTaken:
        raise
    except IntegrityError as error:
        if not _codes_are_taken(batch):
            raise
        take_back(batch, actor)
        raise CodesTaken(
            _("Another account has taken a code of the file meanwhile. Preview the file again.")
        ) from error
    except (JobCancelled, ChangedMeanwhile):
        if Import.objects.filter(pk=batch.pk, state=State.APPLYING).exists():
            take_back(batch, actor)
        raise


def _begin(batch: Import, report: Report) -> None:
    """Check a preview once more, or go on with what was cut off."""
    if Import.objects.filter(pk=batch.pk, state=State.APPLYING).exists():
        batch.state = State.APPLYING
        return
    report(0.02, _("Checking that nothing has changed since the preview…"))
    _check_unchanged(to_update(batch))
    move(batch, [State.PREVIEWED], State.APPLYING)


def _write(batch: Import, actor: Person | None, report: Report, pace: Pace) -> None:
    """Write the rows that are not written yet."""
    owners = OwnerAssignment(today(), actor)
    reason = _("Import of %(name)s") % {"name": batch.file_name}
    total = max(to_create(batch).count() + to_update(batch).count(), 1)
    done = batch.rows.exclude(done="").count()
    steps = (
        (to_create(batch), lambda part: writing.create(part, actor, owners)),
        (to_update(batch), lambda part: _update(part, actor, owners)),
    )
    for rows, write in steps:

        def write_and_assign(part: Sequence[ImportRow], write: object = write) -> None:
            write(part)  # type: ignore[operator]
            owners.write(reason)

        for count in in_chunks(batch, State.APPLYING, rows.filter(done=""), write_and_assign, pace):
            done += count
            said = _("%(done)s of %(total)s accounts are written…")
            report(0.05 + 0.9 * done / total, said % {"done": done, "total": total})
    owners.follow_later(_placed_by_unit(batch))


def _update(rows: Sequence[ImportRow], actor: Person | None, owners: OwnerAssignment) -> None:
    """Change accounts that nobody else has changed since the preview."""
    ids = [row.account_id for row in rows if row.account_id]
    list(Account.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    _check_unchanged(ImportRow.objects.filter(pk__in=[row.pk for row in rows]))
    writing.update(rows, actor, owners)


def _finish(batch: Import, actor: Person | None) -> dict[str, int]:
    """Say that all of it is in."""
    made = batch.rows.filter(done=ImportRow.Done.CREATED).count()
    done = {"created": made, "updated": batch.rows.filter(done=ImportRow.Done.UPDATED).count()}
    with transaction.atomic():
        move(batch, [State.APPLYING], State.APPLIED)
        join_groups(batch, actor)
        Import.objects.filter(pk=batch.pk).update(applied_at=timezone.now())
        touch()
        record(batch, APPLIED, actor=actor, after=done)
    batch.refresh_from_db()
    Job.ask(LOOK_FOR_DUPLICATES, {}, requested_by=actor)
    remember(batch.summary.get("headings", []), batch.mapping)
    return done


def _placed_by_unit(batch: Import) -> list[int]:
    """Return the new accounts whose row named no owner: they follow the plans."""
    rows = batch.rows.filter(done=ImportRow.Done.CREATED, owner__isnull=True)
    return [pk for pk in rows.values_list("account_id", flat=True) if pk is not None]


def _check_unchanged(rows: "QuerySet[ImportRow]") -> None:
    """Refuse to write over what somebody changed or deleted after the preview."""
    found = rows.values_list("account__name", "values__name", "account__version", "account_version")
    changed = [
        str(name or said or "")
        for name, said, now, then in found.iterator(chunk_size=5000)
        if now != then
    ]
    if changed:
        raise ChangedMeanwhile(changed)


def _codes_are_taken(batch: Import) -> bool:
    """Return whether another account bears a code of a row that is still to be written."""
    codes = to_create(batch).filter(done="").values_list("values__code", flat=True)
    waiting = [str(code) for code in codes.iterator(chunk_size=5000) if code]
    return any(
        Account.objects.filter(code__in=waiting[start : start + 500]).exists()
        for start in range(0, len(waiting), 500)
    )
