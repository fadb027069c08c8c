"""Take what phones tell of visits: once each, in any order, with clocks put right, no word lost."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.activities import editing
from comarca.activities.forms import first_moment, working_day
from comarca.activities.models import Activity
from comarca.base.events import record
from comarca.team.models import Person
from comarca.visits import products
from comarca.visits.models import Visit, VisitEntry, VisitSettings
from comarca.visits.reporting import LONGEST, late, report

RIGHT = timedelta(minutes=2)  # a clock that is no further off is right
OLDEST = timedelta(days=60)
Kind, State = VisitEntry.Kind, VisitEntry.State


@dataclass(frozen=True)
class Told:
    """One thing as a phone sends it; ``sent_at`` is the phone's clock at the moment of sending.

    ``seen`` is the version of the visit that the phone showed. ``settles`` names an earlier entry
    that contradicted another one, and that this one decides.
    """

    key: UUID
    kind: str
    said_at: datetime
    sent_at: datetime
    device: str = ""
    seen: int = 0
    outcome: str = ""
    text: str = ""
    products: str = ""
    next_title: str = ""
    next_kind: str = ""
    next_days: int | None = None
    lon: float | None = None
    lat: float | None = None
    settles: UUID | None = None
    payload: dict[str, Any] = field(default_factory=dict)


def clock(said_at: datetime, sent_at: datetime, now: datetime) -> tuple[datetime, int]:
    """Return when something was really noted, and by how many seconds the phone's clock was off.

    What comes out never lies in the future, nor further back than 60 days. Where the clock was
    changed between noting and sending, the moment cannot be known: it is now, and off by at
    least a second, so that it is flagged.
    """
    off = sent_at - now
    if abs(off) <= RIGHT:
        off = timedelta()
    made = said_at - off
    seconds = round(off.total_seconds())
    if said_at > sent_at + RIGHT or made < now - OLDEST:
        return now, seconds or round((made - now).total_seconds()) or 1
    return min(made, now), seconds


@transaction.atomic
def receive(visit: Visit, person: Person, told: Told) -> VisitEntry:
    """Take one thing that was told; the same key a second time changes nothing.

    What contradicts a report that another phone has sent is kept as ``conflict`` and changes
    nothing until somebody decides.
    """
    # PostgreSQL locks no row on the empty side of a join.
    row = Visit.objects.select_for_update(of=("self",)).select_related("account").get(pk=visit.pk)
    known = VisitEntry.objects.filter(person=person, key=told.key).first()
    if known is not None:
        return known
    made_at, off = clock(told.said_at, told.sent_at, timezone.now())
    entry = VisitEntry(
        visit=row, person=person, key=told.key, kind=told.kind, payload=told.payload,
        said_at=told.said_at, made_at=made_at, clock_off=off,
    )  # fmt: skip
    if off:
        Visit.objects.filter(pk=row.pk).update(clock_off=off)
    take = {Kind.CHECK_IN: _check_in, Kind.REPORT: _report, Kind.CANCEL: _cancel}.get(
        Kind(told.kind), _nothing
    )
    entry.state = take(row, person, told, entry)
    row.refresh_from_db(fields=["version"])
    entry.payload = {**entry.payload, "device": told.device, "version": row.version}
    entry.save()
    return entry


def _nothing(row: Visit, person: Person, told: Told, entry: VisitEntry) -> VisitEntry.State:
    return State.APPLIED


def _check_in(row: Visit, person: Person, told: Told, entry: VisitEntry) -> VisitEntry.State:
    """Note when somebody arrived: the earliest of several; the place only where it was given."""
    if row.checked_in_at is not None and row.checked_in_at <= entry.made_at:
        return State.APPLIED
    values: dict[str, Any] = {"checked_in_at": entry.made_at}
    if told.lon is not None and told.lat is not None and VisitSettings.current().keeps_places:
        values |= {"checked_in_lon": told.lon, "checked_in_lat": told.lat}
    row.checked_in_at = entry.made_at
    values["late_minutes"] = late(row)
    if row.ended_at is not None and row.ended_at > entry.made_at:
        long = (row.ended_at - entry.made_at).total_seconds() // 60
        values["made_minutes"] = int(min(max(long, 1), LONGEST))
    Visit.objects.filter(pk=row.pk).update(**values)
    record(row, "changed", actor=person, after={"checked_in_at": entry.made_at})
    return State.APPLIED


def _report(row: Visit, person: Person, told: Told, entry: VisitEntry) -> VisitEntry.State:
    if told.settles is not None:
        VisitEntry.objects.filter(person=person, key=told.settles, state=State.CONFLICT).update(
            state=State.SETTLED
        )
    if row.activity_id is None:
        done = report(row, person, outcome=told.outcome, text=told.text, at=entry.made_at)
    else:
        done = Activity.objects.get(pk=row.activity_id)
        if (done.outcome, done.text) != (told.outcome, told.text):
            if _contradicts(row, told):
                return State.CONFLICT
            editing.change(done, None, {"outcome": told.outcome, "text": told.text}, person)
            Visit.objects.filter(pk=row.pk).update(version=row.version + 1)
    if told.products:
        products.keep(row, told.products)
    _next_step(done, person, told)
    return State.APPLIED


def _contradicts(row: Visit, told: Told) -> bool:
    """Return whether a report differs from one that its phone had not seen."""
    last = VisitEntry.objects.filter(visit=row, kind=Kind.REPORT, state=State.APPLIED).last()
    if last is None:
        return told.seen < row.version
    same_phone = bool(told.device) and last.payload.get("device") == told.device
    return not same_phone and told.seen < int(last.payload.get("version", 0))


def _next_step(done: Activity, person: Person, told: Told) -> None:
    """Plan what comes next, on a working day."""
    if told.next_days is None or done.next_step_id is not None:
        return
    kind = told.next_kind if told.next_kind in Activity.Kind.values else Activity.Kind.TASK
    local = timezone.localdate(done.at)
    values = {
        "title": told.next_title or _("Get in touch again"), "kind": kind, "is_all_day": True,
        "account": done.account_id,
        "at": first_moment(working_day(local + timedelta(days=told.next_days))),
    }  # fmt: skip
    editing.follow_up(done, editing.create(values, person))


def _cancel(row: Visit, person: Person, told: Told, entry: VisitEntry) -> VisitEntry.State:
    """Take a visit out of the day; one that was made cannot be cancelled any more."""
    if row.state == Visit.State.DONE:
        return State.CONFLICT
    if row.state != Visit.State.CANCELLED:
        before = row.state
        values = {"state": Visit.State.CANCELLED, "version": row.version + 1}
        if told.text:
            values["note"] = told.text[:300]
        if row.day is None:
            return State.APPLIED
        Visit.objects.filter(pk=row.pk).update(**values)
        record(row, "changed", actor=person, before={"state": before},
               after={"state": "cancelled", "account": row.account_id})  # fmt: skip
    return State.APPLIED
