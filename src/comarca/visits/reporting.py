"""A visit that was made: written once as a done activity, however often a phone sends it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from comarca.activities.editing import from_visit
from comarca.activities.models import Activity
from comarca.base.events import record
from comarca.team.models import Person
from comarca.visits.models import Visit


@transaction.atomic
def report(visit: Visit, actor: Person, *, outcome: str = "", text: str = "") -> Activity:
    """Write what came of a visit; a second report of the same visit returns the first.

    Raises
    ------
    ValueError
        Where the visit has no day: it was never planned.
    """
    row = Visit.objects.select_for_update().select_related("week__person", "account").get(
        pk=visit.pk
    )  # fmt: skip
    if row.activity is not None:
        return row.activity
    if row.day is None or row.starts is None:
        raise ValueError("a visit without a day cannot have been made")
    at = timezone.make_aware(datetime.combine(row.day, row.starts))
    # Made early: what is written down cannot lie in the future.
    at = min(at, timezone.now())
    made = from_visit(
        row.account, row.week.person, at, row.minutes, text=text, outcome=outcome, actor=actor
    )
    row.activity, row.state = made, Visit.State.DONE
    row.save(update_fields=["activity", "state"])
    before, after = {"state": "planned"}, {"state": "done", "account": row.account_id}
    record(row, "changed", actor=actor, before=before, after=after)
    return made
