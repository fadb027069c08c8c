"""Who fits a gap of a day: overdue customers and prospects near the way, by their detour."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

import numpy as np
from django.db.models import Exists, OuterRef
from django.utils import timezone

from comarca.accounts.models import Account, Site
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


def fits(person: Person, on: date, monday: date) -> list[Fit]:
    """Return who fits the gaps of a day: overdue ones first, then by the smallest detour."""
    stops = _stops(person, on)
    if person.home_lon is None or person.home_lat is None:
        return []
    places = places_of([row.account_id for row in stops])
    stops = [row for row in stops if row.account_id in places]
    way = [(person.home_lon, person.home_lat)] + [places[row.account_id] for row in stops]
    rows = _candidates(person, monday, way)
    if not rows:
        return []
    table = Estimate().table(np.array([*way, *[(r["lon"], r["lat"]) for r in rows]])).minutes
    usual, rhythms = VisitSettings.current(), Rhythms()
    own = rhythms.own([row["account"] for row in rows])
    earliest = _earliest(on, minute_of(usual.day_starts))
    answer = []
    for i, row in enumerate(rows):
        rhythm: Rhythm = (
            own.get(row["account"]) or rhythms.segments.get(row["segment"])
            or VisitCycle(minutes=usual.visit_minutes)
        )  # fmt: skip
        if str(on.isoweekday()) not in rhythm.weekdays:
            continue
        found = _gap(stops, table, len(way) + i, rhythm, earliest, minute_of(usual.day_ends))
        if found is not None:
            answer.append(Fit(row["account"], row["name"], row["segment"], row["is_prospect"],
                              clock(found[0]), found[1], rhythm.minutes))  # fmt: skip
    return sorted(answer, key=lambda one: (one.is_prospect, one.detour))[:MOST]


def _earliest(on: date, opens: float) -> float:
    now = timezone.localtime()
    return max(opens, now.hour * 60.0 + now.minute) if on == now.date() else opens


def _stops(person: Person, on: date) -> list[Visit]:
    rows = Visit.objects.filter(
        week__person=person, week__state=WeekPlan.State.PUBLISHED, day=on,
        state__in=(Visit.State.PLANNED, Visit.State.DONE),
    )  # fmt: skip
    return list(rows.order_by("starts", "order", "pk"))


def _candidates(
    person: Person, monday: date, way: list[tuple[float, float]]
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
        for one in found if one["account"] in late or one["account__status"] == prospect
    ]  # fmt: skip
    rows.sort(key=lambda one: min((one["lon"] - x) ** 2 + (one["lat"] - y) ** 2 for x, y in way))
    return rows[:LOOKED_AT]


def _gap(
    stops: list[Visit], table: np.ndarray, me: int, rhythm: Rhythm, earliest: float, latest: float
) -> tuple[float, float] | None:
    """Return when a visit could begin, and its detour, in the cheapest gap; None if none fits."""
    best: tuple[float, float] | None = None
    for k in range(len(stops) + 1):
        before, after = k, k + 1 if k < len(stops) else 0  # rows of the table; 0 is home
        ends = minute_of(stops[k - 1].ends or stops[k - 1].starts) if k else earliest
        if ends < earliest and k:
            ends = earliest
        begins = max(ends + float(table[before, me]), rhythm.opens * 60.0)
        over = begins + rhythm.minutes
        limit = minute_of(stops[k].starts) if k < len(stops) else latest
        is_past = k < len(stops) and limit < earliest
        fits_in = over + float(table[me, after]) <= limit and over <= rhythm.closes * 60
        detour = float(table[before, me] + table[me, after] - table[before, after])
        if fits_in and not is_past and (best is None or detour < best[1]):
            best = (begins, detour)
    return best
