"""Read ``week.json``: a plan's dates, people, accounts, appointments, travel and charges."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from comarca.engine.travel import Estimate
from comarca.engine.visits.files.accounts import Account, read_account
from comarca.engine.visits.files.calendar import Calendar, read_calendar
from comarca.engine.visits.files.fields import BadWeek, Field, pairs
from comarca.engine.visits.files.people import Person, Place, place, read_person
from comarca.engine.visits.model import Charges

FORMAT = "comarca-week/1"
KEYS = (
    "format", "starts", "weeks", "holidays", "people", "accounts", "appointments", "beds",
    "travel", "published", "slept", "locked", "charges", "note",
)  # fmt: skip
MOST_PEOPLE, MOST_ACCOUNTS = 20_000, 2_000_000


@dataclass(frozen=True)
class Meeting:
    """An appointment: of an account, or at a place of its own."""

    person: str
    day: int
    start: float
    minutes: float
    account: str | None
    place: Place


@dataclass(frozen=True)
class Known:
    """A visit that was published."""

    account: str
    person: str
    day: int
    start: float
    minutes: float
    locked: bool


@dataclass(frozen=True)
class Night:
    """A night away that was published."""

    person: str
    day: int
    place: Place


@dataclass(frozen=True)
class Travel:
    """Where travel times come from: ``estimate``, or roads (``valhalla``, ``osrm``)."""

    kind: str
    address: str
    estimate: Estimate


@dataclass(frozen=True)
class Week:
    """A whole file, read and checked."""

    calendar: Calendar
    people: tuple[Person, ...]
    accounts: tuple[Account, ...]
    meetings: tuple[Meeting, ...]
    known: tuple[Known, ...]
    slept: tuple[Night, ...]
    beds: tuple[Place, ...]
    travel: Travel
    charges: Charges


def load(path: Path) -> Week:
    """Read a file; ``BadWeek`` says in one line what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        raw = json.loads(text, parse_constant=_no_number, object_pairs_hook=pairs)
    except OSError as error:
        raise BadWeek(str(path), f"{error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise BadWeek(str(path), "is not UTF-8 text. Save it as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise BadWeek(str(path), f"is not JSON ({error}).") from None
    return read(raw)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def read(raw: Any) -> Week:
    """Read the content of a file."""
    root = Field(raw, "").table(*KEYS)
    form = root.need("format")
    if form.value != FORMAT:
        raise form.bad(f'is {form.value!r}; this version reads "{FORMAT}".')
    calendar = read_calendar(root)
    people = tuple(read_person(one, calendar) for one in _bounded(root.need("people"), MOST_PEOPLE))
    accounts = tuple(
        read_account(one, calendar) for one in _bounded(root.need("accounts"), MOST_ACCOUNTS)
    )
    names = _unique(root.need("people"), [one.id for one in people], "person")
    known = {one.id: one for one in accounts}
    _unique(root.need("accounts"), [one.id for one in accounts], "account")
    for field in root.need("accounts").items():
        for one in field.each("people"):
            _named(one, names)
        if (own := field.get("people")) and not own.value:
            raise own.bad("is empty. Name who may visit it, or leave it out for everybody.")
    return Week(
        calendar, people, accounts,
        tuple(_meeting(one, calendar, names, known) for one in root.each("appointments")),
        tuple(_published(root, calendar, names, known)),
        tuple(_slept(root, calendar, names)),
        tuple(place(one) for one in root.each("beds")),
        _travel(root), _charges(root),
    )  # fmt: skip


def _bounded(field: Field, most: int) -> Iterable[Field]:
    found = list(field.items())
    if not found:
        raise field.bad("is empty. Add at least one.")
    if len(found) > most:
        raise field.bad(f"has {len(found)} entries; plan at most {most} at once.")
    return found


def _unique(field: Field, ids: list[str], what: str) -> frozenset[str]:
    seen: dict[str, int] = {}
    for i, one in enumerate(ids):
        if one in seen:
            raise BadWeek(
                f"{field.path}[{i}].id",
                f"is {one!r}, which {field.path}[{seen[one]}] has too; give each {what} its own.",
            )
        seen[one] = i
    return frozenset(seen)


def _named(field: Field, names: Iterable[str]) -> str:
    if field.text() not in names:
        raise field.bad(f"is {field.value!r}, which is nobody's id in this file.")
    return field.text()


def _meeting(
    field: Field, calendar: Calendar, names: frozenset[str], known: dict[str, Account]
) -> Meeting:
    field.table("person", "date", "start", "minutes", "account", "place", "note")
    account, own = field.get("account"), field.get("place")
    if (account is None) == (own is None):
        raise field.bad("needs either an account or a place.")
    if account is not None:
        _named(account, known)
    where = known[account.text()].place if account else place(field.need("place"))
    return Meeting(
        _named(field.need("person"), names), calendar.within(field.need("date")),
        field.need("start").clock(), field.need("minutes").number(1, 24 * 60),
        account.text() if account else None, where,
    )  # fmt: skip


def _published(
    root: Field, calendar: Calendar, names: frozenset[str], known: dict[str, Account]
) -> Iterable[Known]:
    seen: dict[tuple[str, int], int] = {}
    for number, field in enumerate(root.each("published")):
        field.table("account", "person", "date", "start", "minutes", "locked")
        start, minutes, locked = field.get("start"), field.get("minutes"), field.get("locked")
        account = _named(field.need("account"), known)
        day = calendar.within(field.need("date"))
        if (account, day) in seen:
            raise field.bad(f"repeats published[{seen[account, day]}]: same account, same date.")
        seen[account, day] = number
        yield Known(
            account, _named(field.need("person"), names), day,
            start.clock() if start else 0.0,
            minutes.number(1, 24 * 60) if minutes else known[account].minutes,
            bool(locked and locked.flag()),
        )  # fmt: skip


def _slept(root: Field, calendar: Calendar, names: frozenset[str]) -> Iterable[Night]:
    for field in root.each("slept"):
        field.table("person", "date", "place")
        date = field.need("date")
        day = calendar.within(date)
        if day == len(calendar.weekdays) - 1:
            raise date.bad("is the last day of the plan; everybody goes home then.")
        yield Night(_named(field.need("person"), names), day, place(field.need("place")))


def _travel(root: Field) -> Travel:
    field = root.get("travel")
    if field is None:
        return Travel("estimate", "", Estimate())
    names = [one.name for one in fields(Estimate)]
    field.table("kind", "address", *names)
    kind, address = field.get("kind"), field.get("address")
    chosen = kind.text() if kind else "estimate"
    if kind and chosen not in {"estimate", "roads", "valhalla", "osrm"}:
        raise kind.bad("is not estimate, roads, valhalla or osrm.")
    if chosen != "estimate":
        where = field.need("address")
        if chosen != "roads" and not where.text().startswith(("http://", "https://")):
            raise where.bad(f"is {where.value!r}; write it as http://127.0.0.1:8002.")
    given = {name: one.number(0, 1000) for name in names if (one := field.get(name))}
    if "crowd" in given:
        given["crowd"] = int(given["crowd"])
    try:
        estimate = replace(Estimate(), **given)  # type: ignore[arg-type]
    except ValueError as error:
        raise field.bad(str(error)) from None
    return Travel(chosen, address.text() if address else "", estimate)


def _charges(root: Field) -> Charges:
    field = root.get("charges")
    if field is None:
        return Charges()
    names = [one.name for one in fields(Charges)]
    field.table(*names)
    return replace(
        Charges(), **{name: one.number(0, 1e6) for name in names if (one := field.get(name))}
    )
