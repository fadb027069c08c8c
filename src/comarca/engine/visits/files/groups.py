"""Split a file into people who share accounts, and turn each group into arrays."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from comarca.engine.travel import Table
from comarca.engine.travel.source import travel
from comarca.engine.visits.files.accounts import Account
from comarca.engine.visits.files.fields import BadWeek
from comarca.engine.visits.files.people import Person
from comarca.engine.visits.files.week import Known, Meeting, Night, Travel, Week
from comarca.engine.visits.model import (
    Accounts,
    Appointment,
    Charges,
    People,
    PlannedVisit,
    Problem,
)

Row = TypeVar("Row")
LARGEST = 3000  # places of one group: its travel table would not fit otherwise


@dataclass(frozen=True)
class Group:
    """People who share accounts, with what only they need: small enough to send to a worker."""

    weekdays: tuple[int, ...]
    people: tuple[Person, ...]
    accounts: tuple[Account, ...]
    meetings: tuple[Meeting, ...]
    known: tuple[Known, ...]
    slept: tuple[Night, ...]
    beds: tuple[tuple[float, float], ...]
    travel: Travel
    charges: Charges

    @property
    def visits(self) -> int:
        """Return the visits to plan, a measure of the work."""
        return sum(one.visits for one in self.accounts)


def may_visit(week: Week) -> list[list[int]]:
    """Return, for each account, the people who own it (or all) and have the skills."""
    number = {one.id: i for i, one in enumerate(week.people)}
    everybody = range(len(week.people))
    answer = []
    for account in week.accounts:
        owners = everybody if account.people is None else [number[p] for p in account.people]
        answer.append([p for p in owners if account.needs <= week.people[p].skills])
    return answer


def groups(week: Week) -> list[Group]:
    """Return the groups, in the order of their first person."""
    allowed, number = may_visit(week), {one.id: i for i, one in enumerate(week.people)}
    account_of = {one.id: i for i, one in enumerate(week.accounts)}
    pairs = [(own[0], other) for own in allowed for other in own[1:]]
    pairs += [
        (allowed[account_of[one.account]][0], number[one.person])
        for one in week.meetings
        if one.account is not None and allowed[account_of[one.account]]
    ]
    label = _components(len(week.people), pairs)
    first = [label[own[0]] if own else 0 for own in allowed]
    members: dict[int, list[Account]] = defaultdict(list)
    for account, of in zip(week.accounts, first, strict=True):
        members[int(of)].append(account)
    of_person = {one.id: int(label[i]) for i, one in enumerate(week.people)}
    of_account = {one.id: int(of) for one, of in zip(week.accounts, first, strict=True)}
    people = _by_group(week.people, lambda one: of_person[one.id])
    meetings = _by_group(week.meetings, lambda one: of_person[one.person])
    slept = _by_group(week.slept, lambda one: of_person[one.person])
    at_home = [one for one in week.known if of_account[one.account] == of_person[one.person]]
    known = _by_group(at_home, lambda one: of_person[one.person])
    weekdays = tuple(week.calendar.weekdays)
    return [
        Group(
            weekdays, tuple(people[g]), tuple(members[g]), tuple(meetings[g]), tuple(known[g]),
            tuple(slept[g]), week.beds, week.travel, week.charges,
        )
        for g in range(int(label.max(initial=-1)) + 1)
    ]  # fmt: skip


def _by_group(rows: Iterable[Row], group: Callable[[Row], int]) -> dict[int, list[Row]]:
    """Return the rows of each group, in their order; a group without any has an empty list."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[group(row)].append(row)
    return found


def _components(size: int, pairs: list[tuple[int, int]]) -> np.ndarray:
    a, b = (np.array(pairs, dtype=np.int64).reshape(-1, 2)).T
    graph = coo_array((np.ones(len(a)), (a, b)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1])


def problem(group: Group) -> tuple[Problem, Table]:
    """Return the arrays of a group, and the travel they stand on."""
    where, index = places(group)
    if len(where) > LARGEST:
        raise BadWeek(
            "accounts",
            f"{len(group.people)} people share {len(group.accounts)} accounts; "
            'say in "people" who visits each.',
        )
    table = travel(group.travel.kind, group.travel.address, group.travel.estimate, np.array(where))
    accounts = group.accounts
    beds = [index[one] for one in (*group.beds, *(night.place for night in group.slept))]
    if not group.beds and any(one.nights for one in group.people):
        beds += [index[one.place] for one in accounts]
    number = {one.id: i for i, one in enumerate(accounts)}
    person = {one.id: i for i, one in enumerate(group.people)}

    def planned(one: Known) -> PlannedVisit:
        end = one.start + one.minutes
        return PlannedVisit(number[one.account], person[one.person], one.day, one.start, end)

    return Problem(
        minutes=table.minutes, km=table.km, weekday=np.array(group.weekdays),
        people=_people(group, index, beds), accounts=_accounts(group, index),
        appointments=tuple(
            Appointment(
                person[one.person], one.day, one.start, one.minutes, index[one.place],
                number.get(one.account, -1) if one.account else -1,
            )
            for one in group.meetings
        ),
        published=tuple(planned(one) for one in group.known),
        locked=tuple(planned(one) for one in group.known if one.locked),
        slept=tuple((person[one.person], one.day, index[one.place]) for one in group.slept),
    ), table  # fmt: skip


def places(group: Group) -> tuple[list[tuple[float, float]], dict[tuple[float, float], int]]:
    """Return the distinct places of a group, and the number of each."""
    wanted = [end for one in group.people for end in (one.home, one.end)]
    wanted += [one.place for one in group.accounts]
    wanted += [one.place for one in group.meetings]
    wanted += [*group.beds, *(one.place for one in group.slept)]
    found = list(dict.fromkeys(wanted))
    return found, {one: i for i, one in enumerate(found)}


def _people(group: Group, index: dict[tuple[float, float], int], beds: list[int]) -> People:
    people = group.people
    hours = np.array(
        [[one or (np.nan, np.nan) for one in person.hours] for person in people], dtype=np.float64
    )
    breaks = [(i, *one) for i, person in enumerate(people) for one in person.breaks]
    days = len(group.weekdays)
    return People(
        home_start=np.array([index[one.home] for one in people]),
        home_end=np.array([index[one.end] for one in people]),
        opens=hours[..., 0], closes=hours[..., 1],
        most_work=np.repeat([[one.most_work] for one in people], days, axis=1),
        breaks=np.array(breaks, dtype=np.float64).reshape(-1, 5),
        nights=np.array([one.nights for one in people]),
        beds=np.array(sorted(set(beds)), dtype=np.int64),
    )  # fmt: skip


def _accounts(group: Group, index: dict[tuple[float, float], int]) -> Accounts:
    accounts = group.accounts

    def rows(name: str) -> np.ndarray:
        found = [(i, *span) for i, one in enumerate(accounts) for span in getattr(one, name)]
        return np.array(found, dtype=np.float64).reshape(-1, 4)

    allowed = [
        [(a.people is None or p.id in a.people) and a.needs <= p.skills for p in group.people]
        for a in accounts
    ]
    size = (len(accounts), len(group.people))
    return Accounts(
        place=np.array([index[one.place] for one in accounts], dtype=np.int64),
        visits=np.array([one.visits for one in accounts], dtype=np.int64),
        minutes=np.array([one.minutes for one in accounts], dtype=np.float64),
        required=np.array([one.required for one in accounts], dtype=np.bool_),
        value=np.array([one.value for one in accounts], dtype=np.float64),
        allowed=np.array(allowed, dtype=np.bool_).reshape(size),
        windows=rows("open"), preferred=rows("prefer"),
        gap_min=np.array([one.gap[0] for one in accounts], dtype=np.int64),
        gap_max=np.array([one.gap[1] for one in accounts], dtype=np.int64),
        gap_ideal=np.array([one.gap[2] for one in accounts], dtype=np.float64),
        first_day=np.array([one.first_day for one in accounts], dtype=np.int64),
        last_day=np.array([one.last_day for one in accounts], dtype=np.int64),
        one_person=np.array([one.one_person for one in accounts], dtype=np.bool_),
    )  # fmt: skip
