"""A summary that a manager can read: visits by class, hours, kilometres, left out and why."""

from collections import Counter

from comarca.engine.visits.files.calendar import Calendar
from comarca.engine.visits.files.words import amount, say
from comarca.engine.visits.files.written import written
from comarca.engine.visits.many import Planned

MOST_LINES = 10  # of what was left out; the rest is in the file


def summary(planned: list[Planned], calendar: Calendar, groups: int, language: str) -> list[str]:
    """Return the lines of the summary."""
    days = [day for one in planned for day in one.result.days if day.stops or day.driving]
    visits = sum(len(day.stops) for day in days)
    people = sum(len(one.group.people) for one in planned)
    file = written(planned, calendar, 0, language)
    lines = [
        say("people", language, {"people": people, "days": len(days), "visits": visits}),
        say("hours", language, {
            "visiting": amount(sum(day.visiting for day in days) / 60, language),
            "driving": amount(sum(day.driving for day in days) / 60, language),
            "waiting": amount(sum(day.waiting for day in days) / 60, language),
            "km": amount(sum(day.km for day in days), language),
            "nights": sum(1 for day in file["days"] if day["night_away"]),
        }),
        *_by_class(planned, language),
        *_left_out(file["left_out"], language),
        *_changes(planned, language),
        *file["notices"],
    ]  # fmt: skip
    if len(planned) < groups:
        parameters = {"missing": groups - len(planned), "groups": groups}
        lines.append(say("unfinished", language, parameters))
    return lines


def share(part: int, whole: int) -> str:
    """Return whole per cent, rounded down, so that 100 means all."""
    return str(int(100 * part / whole))


def _by_class(planned: list[Planned], language: str) -> list[str]:
    due: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for one in planned:
        for account in one.group.accounts:
            due[account.kind] += account.visits
        for stop in one.result.visits:
            if stop.account >= 0:
                made[one.group.accounts[stop.account].kind] += 1
    head = [say(word, language) for word in ("class", "wanted", "made", "share")]
    rows = [
        f"{name or say('none', language):<8}{due[name]:>10}{made[name]:>10}"
        f"{share(made[name], due[name]):>9}%"
        for name in sorted(due)
        if due[name]
    ]
    return ["", f"{head[0]:<8}{head[1]:>10}{head[2]:>10}{head[3]:>10}", *rows, ""]


def _left_out(left: list[dict[str, object]], language: str) -> list[str]:
    required = [one for one in left if one["required"]]
    optional = [one for one in left if not one["required"]]

    def count(some: list[dict[str, object]]) -> int:
        return sum(int(str(one["visits"])) for one in some)

    lines = [say("left_out", language, {"required": count(required), "optional": count(optional)})]
    for one in required[:MOST_LINES]:
        help_ = [str(h["says"]) for h in one["would_help"]]  # type: ignore[attr-defined]
        lines.append(f"  {_who(one)}: " + "; ".join([str(one["because"]), *help_]))
    if len(required) > MOST_LINES:
        lines.append("  " + say("more", language, {"count": len(required) - MOST_LINES}))
    return lines


def _who(one: dict[str, object]) -> str:
    """Return the account; of an appointment also whose it is, and when."""
    names = ("name", "person_name", "date", "start")
    return ", ".join(str(one[name]) for name in names if one.get(name))


def _changes(planned: list[Planned], language: str) -> list[str]:
    known = [(g, one) for g, p in enumerate(planned) for one in p.group.known]
    if not known:
        return []
    kept = {
        (g, p.group.accounts[stop.account].id, stop.day)
        for g, p in enumerate(planned)
        for stop in p.result.visits
        if stop.account >= 0
    }
    same = sum((g, one.account, one.day) in kept for g, one in known)
    return [say("changes", language, {"kept": same, "known": len(known)})]
