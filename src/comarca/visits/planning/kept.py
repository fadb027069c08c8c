"""What stays when a week is proposed again: what somebody fixed in a draft, or has made."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q

from comarca.team.models import Person
from comarca.visits.models import Visit, WeekPlan
from comarca.visits.planning.due import Due, places_of

PREFIX = "fixed-"  # of an account of the engine's file that stands for one visit that stays
STAND = (Visit.State.PLANNED, Visit.State.DONE)


class Kept:
    """The visits of some people's drafts that stay, and what stands in others' weeks."""

    def __init__(self, people: Sequence[Person], monday: date, since: date) -> None:
        self.since = since
        mine = {one.pk for one in people}
        stays = Q(is_fixed=True) | Q(state=Visit.State.DONE)
        rows = Visit.objects.filter(week__starts=monday, state__in=STAND, day__isnull=False)
        rows = rows.filter(stays | Q(week__state=WeekPlan.State.PUBLISHED))
        self.all = list(rows.select_related("account", "week"))
        self.own = {one.pk: one for one in self.all if one.week.person_id in mine}
        self.places = places_of({one.account_id for one in self.own.values()})
        # Days that have passed are not planned again: their visits are no work for the engine.
        self.posed = [
            one for one in self.own.values()
            if one.day and one.day >= since and one.account_id in self.places
        ]  # fmt: skip

    def besides(self, owed: Iterable[Due]) -> list[Due]:
        """Return what is owed besides the visits that stand, not on the same days."""
        days: dict[int, list[str]] = defaultdict(list)
        for one in self.all:
            if one.day is not None:
                days[one.account_id].append(str(one.day.isoweekday()))
        answer = []
        for due in owed:
            taken = days.get(due.account, [])
            free = "".join(digit for digit in due.weekdays if digit not in taken)
            if due.visits > len(taken) and free:
                visits = due.visits - len(taken)
                answer.append(replace(due, visits=visits, weekdays=free) if taken else due)
        return answer

    def accounts(self) -> list[dict[str, Any]]:
        """Return an account of the engine's file for each visit that stays."""
        return [
            {
                "id": f"{PREFIX}{one.pk}", "name": one.account.name,
                "lon": self.places[one.account_id][0], "lat": self.places[one.account_id][1],
                "people": [str(one.week.person_id)], "minutes": one.minutes,
                "cycle": {"visits": 1, "weeks": 1},
            }
            for one in self.posed
        ]  # fmt: skip

    def appointments(self) -> list[dict[str, Any]]:
        """Return when they take place, as appointments of the engine's file."""
        return [
            {
                "person": str(one.week.person_id), "account": f"{PREFIX}{one.pk}",
                "date": str(one.day), "start": f"{one.starts:%H:%M}", "minutes": one.minutes,
            }
            for one in self.posed
        ]  # fmt: skip

    def find(self, account: str) -> Visit | None:
        """Return the visit for which an account of the file stands, if it stands for one."""
        return self.own[int(account.removeprefix(PREFIX))] if account.startswith(PREFIX) else None
