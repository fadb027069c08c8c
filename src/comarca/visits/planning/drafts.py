"""Write the engine's answer into a draft; what somebody fixed or said in the last one is kept."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from comarca.base.events import record
from comarca.engine.visits.files.groups import problem
from comarca.engine.visits.many import Planned
from comarca.engine.visits.model import DayRoute, LeftOut
from comarca.team.models import Person
from comarca.visits.models import Visit, WeekPlan
from comarca.visits.planning.by_hand import by_hand
from comarca.visits.planning.due import Due
from comarca.visits.planning.kept import Kept


@dataclass(frozen=True)
class Draft:
    """One person's planned week on its way into the tables."""

    week: WeekPlan
    planned: Planned
    kept: Kept
    owed: dict[int, Due]
    said: dict[int, Visit]  # the last draft's visits, by account: priority and instruction

    @property
    def monday(self) -> date:
        """Return the day on which the week begins."""
        return self.week.starts

    def visit(self, number: int, **values: Any) -> Visit:
        """Return the visit of an account by its number: one that stays, or a new one."""
        account = self.planned.group.accounts[number]
        row = self.kept.find(account.id)
        if row is None:
            pk = int(account.id)
            row = Visit(account_id=pk, minutes=round(account.minutes))
            row.request_id = self.owed[pk].request if pk in self.owed else None
            if pk in self.said:
                row.is_priority, row.note = self.said[pk].is_priority, self.said[pk].note
        row.week = self.week
        for key, value in values.items():
            setattr(row, key, value)
        return row


def write_draft(
    person: Person, planned: Planned, monday: date, actor: Person | None, kept: Kept,
    owed: dict[int, Due],
) -> WeekPlan:  # fmt: skip
    """Put one person's plan into their draft, or into a new one."""
    week, is_new = WeekPlan.objects.get_or_create(person=person, starts=monday)
    said = {row.account_id: row for row in week.visits.order_by("-pk")}
    week.visits.exclude(pk__in=kept.own).delete()
    past = [one for one in week.days if one["day"] < kept.since.isoformat()]
    new = [figures(day, monday) for day in planned.result.days]
    week.days = past + [day for day in new if day["day"] >= kept.since.isoformat()]
    week.by_hand = by_hand(problem(planned.group)[0])
    week.version += 0 if is_new else 1
    week.save()
    rows = _rows(Draft(week, planned, kept, owed, said))
    Visit.objects.bulk_create([row for row in rows if row.pk is None])
    for row in rows:
        if row.pk is not None:
            row.version += 1
            row.save()
    told = {"starts": monday.isoformat(), "visits": sum(row.day is not None for row in rows)}
    record(week, "created" if is_new else "week_changed", actor=actor, after=told, state=week.state)
    return week


def _rows(draft: Draft) -> list[Visit]:
    result = draft.planned.result
    rows = [row for day in result.days for row in _stops(draft, day)]
    return rows + [_left(draft, out) for out in result.left_out if out.account >= 0]


def _stops(draft: Draft, day: DayRoute) -> list[Visit]:
    on = draft.monday + timedelta(days=day.day)
    return [
        draft.visit(
            stop.account, day=on, starts=clock(stop.start), ends=clock(stop.end), order=i + 1,
            travel=share(day),
        )
        for i, stop in enumerate(day.stops) if stop.account >= 0
    ]  # fmt: skip


def _left(draft: Draft, out: LeftOut) -> Visit:
    row = draft.visit(out.account)
    if row.state == Visit.State.DONE:
        return row
    row.state, row.is_fixed = Visit.State.LEFT_OUT, False
    row.day = row.starts = row.ends = None
    row.reason, row.reason_data = out.reason, dict(out.parameters)
    return row


def figures(day: DayRoute, monday: date) -> dict[str, Any]:
    """Return a day's figures as a week keeps them: minutes and kilometres."""
    return {
        "day": (monday + timedelta(days=day.day)).isoformat(), "stops": len(day.stops),
        "leaves": f"{clock(day.leaves):%H:%M}", "back": f"{clock(day.back):%H:%M}",
        "driving": round(day.driving, 1), "visiting": round(day.visiting, 1),
        "km": round(day.km, 1),
    }  # fmt: skip


def share(day: DayRoute) -> float:
    """Return each stop's share of a day's driving, in minutes."""
    return round(day.driving / len(day.stops), 1) if day.stops else 0.0


def clock(minutes: float) -> time:
    """Return a time of day to the minute; what would be past midnight ends the day."""
    whole = min(round(minutes), 24 * 60 - 1)
    return time(whole // 60, whole % 60)
