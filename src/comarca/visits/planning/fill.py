"""Who fits a gap of a day: overdue customers and prospects near the way, by their detour."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from django.db.models import Exists, OuterRef
from django.utils import timezone

from comarca.accounts.models import Account, Site
from comarca.activities.agenda.busy import busy_of
from comarca.engine.travel.estimate import Estimate
from comarca.team.models import Person
from comarca.visits.models import Rhythm, Visit, VisitCycle, VisitSettings, WeekPlan
from comarca.visits.planning.drafts import clock
from comarca.visits.planning.due import Rhythms, places_of
from comarca.visits.planning.posing import minute_of
from comarca.visits.planning.standing import overdue, owned

MOST, NEAR = 20, 0.35  # shown; degrees around the way in which somebody is near
LOOKED_AT = 400


@dataclass(frozen=True)
class Fit:
    """Somebody who fits: when the visit could begin, and the minutes of driving it adds."""

    account: int
    name: str
    segment: str
    is_prospect: bool
    at: time
    detour: float
    minutes: int


@dataclass(frozen=True)
class Taken:
    """Time of a day that is taken: from and to a minute after midnight, with whom."""

    begins: float
    ends: float
    account: int | None


def fits(person: Person, on: date, monday: date) -> list[Fit]:
    """Return who fits the gaps of a day: overdue ones first, then by the smallest detour."""
    taken = _taken(person, on)
    if person.home_lon is None or person.home_lat is None:
        return []
    places = places_of({one.account for one in taken if one.account})
    way = [(person.home_lon, person.home_lat)]
    where = []  # the row of the table at which each taken time is spent: elsewhere is where one was
    for one in taken:
        if one.account in places:
            way.append(places[one.account or 0])
        where.append(len(way) - 1)
    rows = _candidates(person, monday, way, {one.account for one in taken})
    if not rows:
        return []
    table = Estimate().table(np.array([*way, *[(r["lon"], r["lat"]) for r in rows]])).minutes
    usual, rhythms = VisitSettings.current(), Rhythms()
    own = rhythms.own([row["account"] for row in rows])
    span = (_earliest(on, minute_of(usual.day_starts)), minute_of(usual.day_ends))
    answer = []
    for i, row in enumerate(rows):
        rhythm: Rhythm = (
            own.get(row["account"]) or rhythms.segments.get(row["segment"])
            or VisitCycle(minutes=usual.visit_minutes)
        )  # fmt: skip
        if str(on.isoweekday()) not in rhythm.weekdays:
            continue
        found = _gap(taken, where, table, len(way) + i, rhythm, span)
        if found is not None:
            answer.append(Fit(row["account"], row["name"], row["segment"], row["is_prospect"],
                              clock(found[0]), found[1], rhythm.minutes))  # fmt: skip
    return sorted(answer, key=lambda one: (one.is_prospect, one.detour))[:MOST]


def _earliest(on: date, opens: float) -> float:
    now = timezone.localtime()
    return max(opens, now.hour * 60.0 + now.minute) if on == now.date() else opens


def _taken(person: Person, on: date) -> list[Taken]:
    """Return the visits of a day and what its calendar holds at a fixed time, in order."""
    rows = Visit.objects.filter(
        week__person=person, week__state=WeekPlan.State.PUBLISHED, day=on,
        state__in=(Visit.State.PLANNED, Visit.State.DONE),
    )  # fmt: skip
    found = [
        Taken(minute_of(row.starts), minute_of(row.ends or row.starts), row.account_id)
        for row in rows
    ]
    midnight = timezone.make_aware(datetime.combine(on, time()))
    for one in busy_of([person], midnight, midnight + timedelta(days=1)):
        begins, ends = ((at - midnight).total_seconds() / 60 for at in (one.at, one.ends_at))
        found.append(Taken(max(0.0, begins), min(ends, 24 * 60.0), one.account))
    return sorted(found, key=lambda one: (one.begins, one.ends))


def _candidates(
    person: Person, monday: date, way: list[tuple[float, float]], agreed: set[int | None]
) -> list[dict[str, Any]]:
    """Return overdue customers and prospects of a person near their way, not in the week yet."""
    mine = owned([person.pk], monday)
    late = set(overdue(mine, monday).values_list("account", flat=True))
    lons, lats = [x for x, _ in way], [y for _, y in way]
    planned = Visit.objects.filter(
        account=OuterRef("account"), week__starts=monday,
        state__in=(Visit.State.PLANNED, Visit.State.DONE),
    )  # fmt: skip
    sites = Site.objects.filter(
        ~Exists(planned), account__in=mine.values("account"), is_main=True,
        lon__range=(min(lons) - NEAR, max(lons) + NEAR),
        lat__range=(min(lats) - NEAR, max(lats) + NEAR),
    )  # fmt: skip
    prospect = Account.Status.PROSPECT
    found = sites.values(
        "account", "account__name", "account__segment", "account__status", "lon", "lat"
    )
    rows: list[dict[str, Any]] = [
        {
            "account": one["account"], "name": one["account__name"],
            "segment": one["account__segment"], "lon": one["lon"], "lat": one["lat"],
            "is_prospect": one["account__status"] == prospect,
        }
        for one in found
        if one["account"] not in agreed
        and (one["account"] in late or one["account__status"] == prospect)
    ]  # fmt: skip
    rows.sort(key=lambda one: min((one["lon"] - x) ** 2 + (one["lat"] - y) ** 2 for x, y in way))
    return rows[:LOOKED_AT]


def _gap(
    taken: list[Taken], where: list[int], table: np.ndarray, me: int, rhythm: Rhythm,
    span: tuple[float, float],
) -> tuple[float, float] | None:  # fmt: skip
    """Return when a visit could begin, and its detour, in the cheapest gap; None if none fits."""
    earliest, latest = span
    best: tuple[float, float] | None = None
    free = earliest
    for k in range(len(taken) + 1):
        is_last = k == len(taken)
        before, after = where[k - 1] if k else 0, 0 if is_last else where[k]  # 0 is home
        begins = max(free + float(table[before, me]), rhythm.opens * 60.0)
        over = begins + rhythm.minutes
        limit = latest if is_last else taken[k].begins
        fits_in = over + float(table[me, after]) <= limit and over <= rhythm.closes * 60
        detour = float(table[before, me] + table[me, after] - table[before, after])
        if fits_in and (best is None or detour < best[1]):
            best = (begins, detour)
        free = free if is_last else max(free, taken[k].ends)
    return best
