"""Turn a problem into the arrays of the search."""

from dataclasses import dataclass

import numpy as np

from comarca.engine.visits.kernel.data import (
    ACCOUNT,
    INFINITE,
    NODE,
    PERSON,
    REST,
    ROUTE,
    SPAN,
    Data,
    Flags,
    Floats,
    Ints,
    Records,
)
from comarca.engine.visits.model import Accounts, Appointment, Options, PlannedVisit, Problem
from comarca.engine.visits.spacing import gaps, spans

NEAREST = 100  # neighbours kept of each account; a string of stops never reaches further
WHOLE_DAY = 1e9


@dataclass(frozen=True)
class Built:
    """The arrays, and which appointment each node of them is (-1: an ordinary visit)."""

    data: Data
    appointment: Ints


@dataclass(frozen=True)
class _Slots:
    """The nodes: who is visited, between which days, and which are pinned."""

    place: Ints
    start: Ints
    account: Ints
    lo: Ints
    hi: Ints
    service: Floats
    appointment: Ints


def build(problem: Problem, options: Options) -> Built:
    """Return what the search works on; the problem has been validated."""
    slots = _slots(problem)
    extra = len(slots.place) - problem.accounts.size
    routes, route_of, rests = _routes(problem)
    routes["level"] = options.charges.level / hours(problem)[routes["person"], routes["day"]]
    charges = options.charges
    cost = charges.minute * problem.minutes + charges.km * problem.km
    windows, spans, preferred = _windows(problem, extra)
    set_start, pattern_days, pattern_day = _patterns(problem.accounts.patterns, len(slots.place))
    accounts = _account_rows(problem, options, slots)
    accounts["preferred"] = preferred
    accounts["set_first"], accounts["set_end"] = set_start[:-1], set_start[1:]
    allowed = np.ones((len(slots.place), problem.people.size), np.bool_)
    if problem.accounts.allowed is not None:
        allowed[: problem.accounts.size] = problem.accounts.allowed
    data = Data(
        cost=np.ascontiguousarray(cost, dtype=np.float64),
        minutes=np.ascontiguousarray(problem.minutes, dtype=np.float64),
        routes=routes, route_of=route_of, rests=rests, accounts=accounts,
        nodes=_node_rows(problem, slots), people=_person_rows(problem, options),
        allowed=allowed, weekday=np.asarray(problem.weekday, dtype=np.int64),
        day_charge=_day_charge(problem, options, len(slots.place)), windows=windows, spans=spans,
        pattern_days=pattern_days, pattern_day=pattern_day, near=_near(cost, slots.place),
        beds=np.asarray(problem.people.beds, dtype=np.int64),
    )  # fmt: skip
    return Built(data, slots.appointment)


def _account_rows(problem: Problem, options: Options, slots: _Slots) -> Records:
    accounts, charges, size = problem.accounts, options.charges, problem.accounts.size
    rows = np.zeros(len(slots.place), ACCOUNT)
    rows["place"], rows["first"], rows["end"] = slots.place, slots.start[:-1], slots.start[1:]
    rows["usual"] = _usual(slots)
    rows["miss"], rows["gap_min"], rows["gap_max"] = charges.missed, 1, len(problem.weekday)
    rows["gap_charge"], rows["weekday_charge"] = charges.gap, charges.weekday
    rows["time_charge"] = charges.time
    own = rows[:size]
    own["miss"] = miss(accounts, options)
    own["gap_min"], own["gap_max"], own["gap_ideal"] = gaps(problem)
    if accounts.load is not None:
        own["load"] = accounts.load
    if accounts.one_person is not None:
        own["one_person"] = accounts.one_person
    return rows


def _usual(slots: _Slots) -> Ints:
    """Return a visit of each account that is no appointment, to stand for its length."""
    usual = slots.start[:-1].copy()
    loose = np.flatnonzero(slots.appointment < 0)[::-1]
    usual[slots.account[loose]] = loose
    return np.minimum(usual, max(0, len(slots.account) - 1))


def _node_rows(problem: Problem, slots: _Slots) -> Records:
    rows = np.zeros(len(slots.account), NODE)
    rows["account"], rows["service"] = slots.account, slots.service
    rows["slot_lo"], rows["slot_hi"] = slots.lo, slots.hi
    rows["pinned"] = slots.appointment >= 0
    for node in np.flatnonzero(rows["pinned"]):
        start = problem.appointments[slots.appointment[node]].start
        rows["pin_from"][node] = rows["pin_to"][node] = start
    return rows


def _person_rows(problem: Problem, options: Options) -> Records:
    people = problem.people
    rows = np.zeros(people.size, PERSON)
    rows["home_start"], rows["home_end"] = people.home_start, people.home_end
    rows["night_cost"] = options.charges.night
    if people.nights is not None:
        rows["nights"] = people.nights
    return rows


def miss(accounts: Accounts, options: Options) -> Floats:
    """Return what leaving out a visit of each account costs."""
    value = _or(accounts.value, np.zeros(accounts.size))
    required = _or(accounts.required, np.ones(accounts.size)).astype(np.bool_)
    return np.where(required, options.charges.missed + value, value)


def hours(problem: Problem) -> Floats:
    """Return the minutes that each person may work on each day, shape ``(P, D)``; at least 1."""
    people = problem.people
    long = people.closes - people.opens
    if people.most_work is not None:
        long = np.minimum(long, people.most_work)
    return np.maximum(1.0, np.nan_to_num(long))


def _or(values: object, default: Floats) -> Floats:
    return default if values is None else np.asarray(values, dtype=np.float64)


def _routes(problem: Problem) -> tuple[Records, Ints, Records]:
    people = problem.people
    person, day = np.nonzero(~np.isnan(people.opens))
    route_of = np.full(people.opens.shape, -1, dtype=np.int64)
    route_of[person, day] = np.arange(len(person))
    most = int(_per_route(people.breaks, route_of, len(person)).max(initial=0))
    rows = np.zeros(len(person), ROUTE)
    rests = np.zeros((len(person), most), REST)
    for who, when, earliest, latest, long in sorted(map(tuple, people.breaks.tolist())):
        r = route_of[int(who), int(when)]
        if r >= 0:
            rests[r, rows["breaks"][r]] = earliest, latest, long
            rows["breaks"][r] += 1
    rows["person"], rows["day"] = person, day
    rows["opens"], rows["closes"] = people.opens[person, day], people.closes[person, day]
    rows["most_work"] = INFINITE if people.most_work is None else people.most_work[person, day]
    rows["most_load"] = INFINITE if people.most_load is None else people.most_load[person, day]
    return rows, route_of, rests


def _per_route(breaks: Floats, route_of: Ints, routes: int) -> Ints:
    if not len(breaks):
        return np.zeros(0, np.int64)
    of = route_of[breaks[:, 0].astype(np.int64), breaks[:, 1].astype(np.int64)]
    return np.bincount(of[of >= 0], minlength=routes)


def _slots(problem: Problem) -> _Slots:
    """Lay out the nodes; an appointment takes the visit of its account that it is nearest to."""
    accounts = problem.accounts
    start = np.concatenate([[0], np.cumsum(accounts.visits)]).astype(np.int64)
    lo, hi = spans(problem)
    n = int(start[-1])
    appointment = np.full(n, -1, dtype=np.int64)
    loose: list[int] = []
    order = sorted(range(len(problem.appointments)), key=lambda i: problem.appointments[i].day)
    for i in order:
        node = _node_for(problem.appointments[i], start, lo, hi, appointment)
        if node < 0:
            loose.append(i)
        else:
            appointment[node] = i
            lo[node] = hi[node] = problem.appointments[i].day
    _lock(problem.locked, start, lo, hi, appointment)
    place = np.concatenate([accounts.place, [problem.appointments[i].place for i in loose]])
    account = np.concatenate(
        [
            np.repeat(np.arange(accounts.size), accounts.visits),
            accounts.size + np.arange(len(loose)),
        ]
    )
    appointment = np.concatenate([appointment, np.array(loose, dtype=np.int64)])
    service = np.concatenate([np.repeat(accounts.minutes, accounts.visits), np.zeros(len(loose))])
    for node in np.flatnonzero(appointment >= 0).tolist():
        service[node] = problem.appointments[appointment[node]].minutes
    days = np.array([problem.appointments[i].day for i in loose], dtype=np.int64)
    return _Slots(
        place.astype(np.int64),
        np.concatenate([start, n + 1 + np.arange(len(loose))]).astype(np.int64),
        account.astype(np.int64), np.concatenate([lo, days]), np.concatenate([hi, days]),
        service, appointment,
    )  # fmt: skip


def _node_for(one: Appointment, start: Ints, lo: Ints, hi: Ints, appointment: Ints) -> int:
    if one.account < 0:
        return -1
    nodes = np.arange(start[one.account], start[one.account + 1])
    taken = [int(node) for node in nodes if appointment[node] >= 0]
    nodes = nodes[nodes > max(taken, default=-1)]
    nodes = nodes[(lo[nodes] <= one.day) & (hi[nodes] >= one.day)]
    if not len(nodes):
        return -1
    return int(nodes[np.argmin(np.abs((lo[nodes] + hi[nodes]) / 2 - one.day))])


def _lock(
    locked: tuple[PlannedVisit, ...], start: Ints, lo: Ints, hi: Ints, appointment: Ints
) -> None:
    used: set[int] = set(np.flatnonzero(appointment >= 0).tolist())
    for visit in sorted(locked, key=lambda one: one.day):
        free = [
            node
            for node in range(int(start[visit.account]), int(start[visit.account + 1]))
            if node not in used and lo[node] <= visit.day <= hi[node]
        ]
        if free:
            node = min(free, key=lambda one: abs((lo[one] + hi[one]) / 2 - visit.day))
            used.add(node)
            lo[node] = hi[node] = visit.day


def _windows(problem: Problem, extra: int) -> tuple[Ints, Records, Flags]:
    """Return start windows by (account, day, mode): 0 is the preferred time, 1 any time."""
    accounts, days = problem.accounts, len(problem.weekday)
    rows = [_rows(accounts.preferred, accounts, 0, days)]
    if accounts.windows is None:
        where = np.arange(accounts.size * days)
        always = np.column_stack([where * 2 + 1, np.full(len(where), -WHOLE_DAY)])
        rows.append(np.column_stack([always, np.full(len(where), WHOLE_DAY)]))
    else:
        rows.append(_rows(accounts.windows, accounts, 1, days))
    table = np.concatenate(rows)
    table = table[table[:, 2] >= table[:, 1]]
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    keys = (accounts.size + extra) * days * 2
    begins = np.searchsorted(table[:, 0], np.arange(keys + 1))
    preferred = np.zeros(accounts.size + extra, np.bool_)
    has = table[table[:, 0] % 2 == 0, 0].astype(np.int64) // 2 // max(days, 1)
    preferred[has] = True
    spans = np.zeros(len(table), SPAN)
    spans["begins"], spans["ends"] = table[:, 1], table[:, 2]
    return begins.astype(np.int64), spans, preferred


def _rows(windows: Floats | None, accounts: Accounts, mode: int, days: int) -> Floats:
    if windows is None or not len(windows):
        return np.zeros((0, 3))
    who = windows[:, 0].astype(np.int64)
    key = (who * days + windows[:, 1].astype(np.int64)) * 2 + mode
    return np.column_stack([key, windows[:, 2], windows[:, 3] - accounts.minutes[who]])


def _day_charge(problem: Problem, options: Options, size: int) -> Floats:
    """Return the charge of each account's days; infinite where its windows leave none."""
    accounts, days = problem.accounts, len(problem.weekday)
    table = np.zeros((size, days))
    if accounts.windows is not None:
        table[: accounts.size] = INFINITE
        where = accounts.windows[:, :2].astype(np.int64)
        table[where[:, 0], where[:, 1]] = 0.0
    known = np.zeros((size, days), dtype=bool)
    for visit in problem.published:
        known[visit.account, visit.day] = True
    changed = np.asarray(known.any(axis=1)).reshape(-1, 1) & ~known
    table[changed] += options.charges.change
    return table


def _patterns(
    patterns: tuple[tuple[tuple[int, ...], ...], ...] | None, size: int
) -> tuple[Ints, Ints, Ints]:
    listed = (patterns or ()) + ((),) * (size - len(patterns or ()))
    start = np.cumsum([0] + [len(sets) for sets in listed])
    flat = [days for sets in listed for days in sets]
    days = np.cumsum([0] + [len(one) for one in flat])
    each = np.array([day for one in flat for day in one], dtype=np.int64)
    return start.astype(np.int64), days.astype(np.int64), each


def _near(cost: Floats, place: Ints) -> Ints:
    """Return each account's nearest accounts, itself first."""
    between = cost[np.ix_(place, place)].copy()
    np.fill_diagonal(between, -1.0)
    kept = min(NEAREST, len(place))
    if kept < len(place):
        few = np.argpartition(between, kept - 1, axis=1)[:, :kept]
        order = np.argsort(np.take_along_axis(between, few, axis=1), axis=1, kind="stable")
        return np.ascontiguousarray(np.take_along_axis(few, order, axis=1).astype(np.int64))
    return np.argsort(between, axis=1, kind="stable").astype(np.int64)
