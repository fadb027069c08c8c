"""One person's day as they drive it: stops, what the calendar holds, figures, what it hangs on."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from hashlib import sha256
from typing import Any
from uuid import uuid4

from comarca.accounts.models import Account, Site
from comarca.activities.agenda.entries import Shown, days_of
from comarca.activities.agenda.window import Window
from comarca.base.organisation import Organisation
from comarca.team.models import Person
from comarca.visits.cards import Line, Part, parts_of
from comarca.visits.models import AccountCycle, Rhythm, Visit, VisitCycle, VisitEntry, WeekPlan
from comarca.visits.products import label


@dataclass
class Stop:
    """One visit of the day with all that its card tells."""

    visit: Visit
    site: Site | None
    parts: list[tuple[Part, list[Line]]]
    opening: Rhythm | None
    is_visible: bool
    conflicts: list[VisitEntry] = field(default_factory=list)
    key: str = field(default_factory=lambda: str(uuid4()))

    @property
    def at(self) -> time:
        """Return when it begins."""
        return self.visit.starts or time()

    @property
    def products(self) -> str:
        """Return what was discussed as the report's box has it: what is known, then what is not."""
        known = [label(one.product) for one in self.visit.discussed.all()]
        return "; ".join([*known, *([self.visit.products] if self.visit.products else [])])


@dataclass
class Day:
    """A day: its stops, its calendar, and what changes when the plan does."""

    on: date
    week: WeekPlan | None
    stops: list[Stop]
    calendar: list[Shown]
    figures: dict[str, Any]

    @property
    def mark(self) -> str:
        """Return what tells this state of the day from any other."""
        rows = [
            (one.visit.pk, one.visit.version, str(one.visit.starts), one.visit.state)
            for one in self.stops
        ]
        week = self.week.version if self.week else 0
        return sha256(repr((week, rows)).encode()).hexdigest()[:16]

    @property
    def route(self) -> list[list[float]]:
        """Return the way of the day: home, each stop, home."""
        home = self.week.person if self.week else None
        ends = [[home.home_lon, home.home_lat]] if home and home.home_lon is not None else []
        stops = [[one.site.lon, one.site.lat] for one in self.stops
                 if one.site and one.site.lon is not None]  # fmt: skip
        return [*ends, *stops, *ends] if stops else []  # type: ignore[list-item]

    @property
    def route_json(self) -> str:
        """Return the way for the map."""
        return json.dumps(self.route)


def day_of(person: Person, on: date) -> Day:
    """Return a person's day; the same few questions for any number of stops."""
    visits = list(
        Visit.objects.visible_to(person)
        .filter(week__person=person, week__state=WeekPlan.State.PUBLISHED, day=on)
        .exclude(state=Visit.State.CANCELLED)
        .select_related("account", "activity", "request", "week__person")
        .prefetch_related("account__sites", "discussed__product")
        .order_by("starts", "order", "pk")
    )  # fmt: skip
    week = visits[0].week if visits else None
    days: list[dict[str, Any]] = week.days if week else []
    figures = next((one for one in days if one["day"] == on.isoformat()), {})
    asked = {one.request_id for one in visits}
    return Day(on, week, _stops(person, visits), _calendar(person, on, asked), figures)


def _stops(person: Person, visits: list[Visit]) -> list[Stop]:
    accounts = [one.account_id for one in visits]
    parts = parts_of(accounts, person)
    seen = set(
        Account.objects.visible_to(person, archived=True).filter(pk__in=accounts)
        .values_list("pk", flat=True)
    )  # fmt: skip
    opening = _opening(visits)
    undecided: dict[int, list[VisitEntry]] = {}
    mine = VisitEntry.objects.filter(person=person).undecided()
    for entry in mine.filter(visit__in=[one.pk for one in visits]).order_by("pk"):
        undecided.setdefault(entry.visit_id, []).append(entry)
    return [
        Stop(
            one, _main(one), parts.get(one.account_id, []), opening.get(one.account_id),
            one.account_id in seen, undecided.get(one.pk, []),
        )
        for one in visits
    ]  # fmt: skip


def _opening(visits: Iterable[Visit]) -> dict[int, Rhythm]:
    segments = {one.account.segment for one in visits}
    usual = {one.segment: one for one in VisitCycle.objects.filter(segment__in=segments)}
    ids = [one.account_id for one in visits]
    own = {one.account_id: one for one in AccountCycle.objects.filter(account__in=ids)}
    found: dict[int, Rhythm] = {}
    for one in visits:
        rhythm = own.get(one.account_id) or usual.get(one.account.segment)
        if rhythm is not None:
            found[one.account_id] = rhythm
    return found


def _main(visit: Visit) -> Site | None:
    return next((site for site in visit.account.sites.all() if site.is_main), None)


def _calendar(person: Person, on: date, planned: set[int | None]) -> list[Shown]:
    """Return what else stands in the day: meetings, calls, tasks, what is taken elsewhere."""
    company = Organisation.current()
    window = Window.of("day", on.isoformat())
    days, _all = days_of(window, person, [person], company.country if company else "")
    rest = [one for one in days[0].entries if one.state in {"planned", "outer"} and not one.uid]
    return [one for one in rest if one.pk not in planned]  # what asked for a stop is the stop
