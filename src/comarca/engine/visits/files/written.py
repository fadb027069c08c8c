"""Write ``plan.json``: every day with its stops, and what was left out and why."""

from typing import Any

from comarca.engine.visits.files.calendar import Calendar
from comarca.engine.visits.files.groups import Group, places
from comarca.engine.visits.files.words import say
from comarca.engine.visits.many import Planned
from comarca.engine.visits.model import DayRoute, LeftOut, PlannedVisit

FORMAT = "comarca-plan/1"


def clock(minutes: float) -> str:
    """Return ``09:30``; seconds are rounded to the next whole minute."""
    whole = round(minutes)
    return f"{whole // 60:02d}:{whole % 60:02d}"


def written(planned: list[Planned], calendar: Calendar, seed: int, language: str) -> dict[str, Any]:
    """Return the content of a plan file."""
    cost: dict[str, float] = {}
    for one in planned:
        for name, value in one.result.cost.items():
            cost[name] = cost.get(name, 0.0) + value
    return {
        "format": FORMAT, "seed": seed,
        "version": planned[0].result.version if planned else "",
        "complete": all(one.result.complete for one in planned),
        "stopped": sorted({one.result.stopped for one in planned}),
        "cost": {name: round(value, 2) for name, value in cost.items()},
        "notices": _notices(planned, language),
        "days": [
            _day(day, one.group, calendar)
            for one in planned for day in one.result.days if day.stops or day.driving
        ],
        "left_out": [
            _left(out, one.group, calendar, language)
            for one in planned for out in one.result.left_out
        ],
    }  # fmt: skip


def _notices(planned: list[Planned], language: str) -> list[str]:
    said = [say(n.code, language, n.parameters) for one in planned for n in one.notices]
    return list(dict.fromkeys(said))


def _day(day: DayRoute, group: Group, calendar: Calendar) -> dict[str, Any]:
    away = {}
    if day.end_place != _home(day, group):
        lon, lat = places(group)[0][day.end_place]
        away = {"sleeps_at": {"lon": lon, "lat": lat}}
    return {
        "person": group.people[day.person].id, "date": calendar.date(day.day).isoformat(),
        "leaves": clock(day.leaves), "back": clock(day.back),
        "driving_minutes": round(day.driving, 1), "km": round(day.km, 1),
        "visiting_minutes": round(day.visiting, 1), "waiting_minutes": round(day.waiting, 1),
        "night_away": bool(away), **away,
        "breaks": [[clock(a), clock(b)] for a, b in day.breaks],
        "visits": [_stop(stop, group) for stop in day.stops],
    }  # fmt: skip


def _home(day: DayRoute, group: Group) -> int:
    return places(group)[1][group.people[day.person].end]


def _stop(stop: PlannedVisit, group: Group) -> dict[str, Any]:
    answer: dict[str, Any] = {"start": clock(stop.start), "end": clock(stop.end)}
    if stop.account >= 0:
        account = group.accounts[stop.account]
        answer |= {"account": account.id, "name": account.name}
    if stop.appointment >= 0:
        answer["appointment"] = True
    return answer


def _left(out: LeftOut, group: Group, calendar: Calendar, language: str) -> dict[str, Any]:
    account = group.accounts[out.account] if out.account >= 0 else None
    return {
        "account": account.id if account else None, "name": account.name if account else None,
        "class": account.kind if account else None, "visits": out.visits,
        "required": out.required, **_when(out, group, calendar), "reason": out.reason,
        "because": say(out.reason, language, out.parameters),
        "would_help": [
            {"remedy": code, **_named(parameters, group, calendar),
             "says": say(code, language, _named(parameters, group, calendar))}
            for code, parameters in out.remedies
        ],
    }  # fmt: skip


def _when(out: LeftOut, group: Group, calendar: Calendar) -> dict[str, Any]:
    """Return whose appointment was not kept, and when it was."""
    if "appointment" not in out.parameters:
        return {}
    person = group.people[int(out.parameters["person"])]
    date = calendar.date(int(out.parameters["day"])).isoformat()
    return {
        "person": person.id, "person_name": person.name, "date": date,
        "start": clock(out.parameters["start"]),
    }  # fmt: skip


def _named(
    parameters: dict[str, float], group: Group, calendar: Calendar
) -> dict[str, float | str]:
    """Put names and dates in place of numbers."""
    answer: dict[str, float | str] = {
        name: value for name, value in parameters.items() if name not in {"person", "day"}
    }
    if "person" in parameters:
        answer["person"] = group.people[int(parameters["person"])].name
    if "day" in parameters:
        answer["date"] = calendar.date(int(parameters["day"])).isoformat()
    return answer
