"""A visit that was made: written once as a done activity, however often a phone sends it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from comarca.accounts.models import Ownership
from comarca.activities.editing import change, from_visit
from comarca.activities.models import Activity
from comarca.base.events import record
from comarca.base.files import StoredFile
from comarca.team.models import Person
from comarca.visits.models import Visit

PLACE = "visit"  # where a photo waits until its visit is told of
LONGEST = 12 * 60  # minutes of a visit whose beginning and end are known


@transaction.atomic
def report(
    visit: Visit, actor: Person, *, outcome: str = "", text: str = "", at: datetime | None = None
) -> Activity:
    """Write what came of a visit; a second report of the same visit returns the first.

    Parameters
    ----------
    at
        When it was told of. Earlier than planned, it was made just before; else at its check-in,
        or when it was planned.

    Raises
    ------
    ValueError
        Where the visit has no day: it was never planned.
    """
    rows = Visit.objects.select_for_update(of=("self",))
    row = rows.select_related("week__person", "account", "request").get(
        pk=visit.pk
    )  # fmt: skip
    if row.activity is not None:
        return row.activity
    if row.begins is None:
        raise ValueError("a visit without a day cannot have been made")
    begun, minutes = _when(row, row.begins, at)
    made = _written(row, begun, minutes, text, outcome, actor)
    row.activity, before, row.state = made, row.state, Visit.State.DONE
    row.ended_at, row.made_minutes, row.version = at, minutes, row.version + 1
    row.late_minutes = late(row)
    day = timezone.localdate(begun)
    if at is not None and day != row.day:
        row.day, row.starts, row.ends = day, timezone.localtime(begun).time(), None
    row.save()
    _bring_photos(row, made)
    after = {"state": "done", "account": row.account_id}
    record(row, "changed", actor=actor, before={"state": before}, after=after)
    return made


def _written(
    row: Visit, begun: datetime, minutes: int, text: str, outcome: str, actor: Person
) -> Activity:
    """Return the done activity: the one that asked for the visit, where it is still open."""
    asked, owner = row.request, _owner(row)
    if asked is None or not asked.is_open or asked.archived_at is not None:
        return from_visit(
            row.account, owner, begun, minutes, text=text, outcome=outcome, actor=actor
        )
    at = begun.replace(second=0, microsecond=0)
    values = {
        "state": Activity.State.DONE, "owner": owner.pk, "at": at, "is_all_day": False,
        "ends_at": at + timedelta(minutes=minutes), "outcome": outcome, "text": text,
    }  # fmt: skip
    return change(asked, None, values, actor)


def late(row: Visit) -> int | None:
    """Return by how many minutes somebody checked in late; None where nobody did."""
    if row.checked_in_at is None or row.begins is None:
        return None
    return int((row.checked_in_at - row.begins).total_seconds() // 60)


def _owner(row: Visit) -> Person:
    """Return in whose name a visit stands: its person's, or if handed over the account owner's."""
    if row.is_handed_over:
        owned = Ownership.objects.on(timezone.localdate()).filter(account=row.account_id)
        found = owned.select_related("person").first()
        if found is not None:
            return found.person
    return row.week.person


def _when(row: Visit, planned: datetime, over: datetime | None) -> tuple[datetime, int]:
    """Return when a visit began and how many minutes it took."""
    now = timezone.now()
    if row.checked_in_at is not None:
        long = ((over or now) - row.checked_in_at).total_seconds() // 60
        return row.checked_in_at, int(min(max(long, 1), LONGEST)) if over else row.minutes
    if over is None or planned <= over:
        # Told of later, perhaps the next day: it was made when it was planned, but never in the
        # future.
        return min(planned, now), row.minutes
    return over - timedelta(minutes=row.minutes), row.minutes


def _bring_photos(row: Visit, made: Activity) -> None:
    """Attach photos that came before the report to what was reported."""
    waiting = StoredFile.objects.of(PLACE, row.pk)
    StoredFile.objects.filter(pk__in=[one.pk for one in waiting]).update(
        place="activity", object_id=made.pk
    )
