"""Applies an import in one transaction: all of it, or nothing."""

from collections.abc import Callable, Iterator, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comarca.accounts.freshness import touch
from comarca.base.dates import today
from comarca.base.events import record
from comarca.base.jobs import JobCancelled
from comarca.imports.events import APPLIED
from comarca.imports.lifecycle import owner_assignment, writing
from comarca.imports.lifecycle.previewing import remember, silence
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.run import Report
from comarca.team.models import Person

CHUNK = 4000


class NotPreviewed(Exception):
    """The import has no preview to apply, or was applied before."""


class ChangedMeanwhile(Exception):
    """Accounts changed after the preview was made; ``names`` says which."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)
        shown = ", ".join(self.names[:5])
        super().__init__(
            ngettext(
                "%(count)d account changed after the preview (%(names)s). Preview the file again.",
                "%(count)d accounts changed after the preview (%(names)s). Preview the file again.",
                len(self.names),
            )
            % {"count": len(self.names), "names": shown}
        )


def to_create(batch: Import) -> "QuerySet[ImportRow]":
    """Return the rows that become new accounts."""
    chosen = Q(action="duplicate", choice="new")
    return batch.rows.filter(Q(action="new") | chosen).order_by("number")


def to_update(batch: Import) -> "QuerySet[ImportRow]":
    """Return the rows that change an account."""
    chosen = Q(action="duplicate", choice="update", account__isnull=False)
    return batch.rows.filter(Q(action="changed") | chosen).order_by("number")


def apply(
    batch: Import,
    actor: Person | None,
    report: Report = silence,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> dict[str, int]:
    """Write all rows of a preview and return how many accounts were created and updated."""
    report(0.02, _("Checking that nothing has changed since the preview…"))
    _check_unchanged(batch)
    report(0.1, _("Writing, all or nothing…"))
    with transaction.atomic():
        claimed = Import.objects.filter(pk=batch.pk, state=Import.State.PREVIEWED).update(
            state=Import.State.APPLIED, applied_at=timezone.now()
        )
        if not claimed:
            raise NotPreviewed
        seats = owner_assignment.OwnerAssignment(today(), actor)
        created = _write(to_create(batch), writing.create, batch, actor, seats, is_cancelled)
        updated = _write(to_update(batch), writing.update, batch, actor, seats, is_cancelled)
        seats.write(_("Import of %(name)s") % {"name": batch.file_name})
        touch()
        record(batch, APPLIED, actor=actor, after={"created": created, "updated": updated})
    batch.refresh_from_db()
    remember(batch.summary.get("headings", []), batch.mapping)
    return {"created": created, "updated": updated}


def _write(
    rows: "QuerySet[ImportRow]",
    write: Callable[..., None],
    batch: Import,
    actor: Person | None,
    seats: "owner_assignment.OwnerAssignment",
    is_cancelled: Callable[[], bool],
) -> int:
    """Write rows a few thousand at a time; a cancel undoes all of them."""
    count = 0
    for part in chunks(rows):
        write(batch, part, actor, seats)
        count += len(part)
        if is_cancelled():
            raise JobCancelled
    return count


def chunks(rows: "QuerySet[ImportRow]") -> Iterator[list[ImportRow]]:
    """Yield rows in lists of a few thousand, by number."""
    last = -1
    while part := list(rows.filter(number__gt=last)[:CHUNK]):
        yield part
        last = part[-1].number


def _check_unchanged(batch: Import) -> None:
    """Refuse to write over what somebody changed after the preview."""
    rows = to_update(batch).values_list("account__name", "account__version", "account_version")
    changed = [name for name, now, then in rows.iterator(chunk_size=5000) if now != then]
    if changed:
        raise ChangedMeanwhile(changed)
