"""What a visit plan is asked for: people, accounts, appointments, charges.

Times are minutes after midnight, days count from 0, money does not occur: a charge is worth so many
minutes of driving. ``P`` people, ``A`` accounts, ``D`` calendar days, ``L`` places.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class InvalidWeek(ValueError):
    """A problem cannot be planned; ``where`` names the array and index, the text the remedy."""

    def __init__(self, where: str, text: str) -> None:
        super().__init__(f"{where}: {text}")
        self.where, self.text = where, text


@dataclass(frozen=True)
class People:
    """Who visits, and when they work.

    Parameters
    ----------
    home_start, home_end
        Place where each person's day begins and ends, shape ``(P,)``.
    opens, closes
        Working hours, shape ``(P, D)``; NaN where a person does not work.
    most_work
        Most minutes of driving and visiting, shape ``(P, D)``; None for no limit.
    most_load
        Most load carried, shape ``(P, D)``; None for no limit.
    breaks
        Rows ``person, day, earliest start, latest start, minutes``.
    nights
        Most nights away within the plan, shape ``(P,)``; None for none.
    beds
        Places where a night may be spent.
    """

    home_start: Ints
    home_end: Ints
    opens: Floats
    closes: Floats
    most_work: Floats | None = None
    most_load: Floats | None = None
    breaks: Floats = field(default_factory=lambda: np.zeros((0, 5)))
    nights: Ints | None = None
    beds: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def size(self) -> int:
        """Return the number of people."""
        return len(self.home_start)


@dataclass(frozen=True)
class Accounts:
    """Who is to be visited, how often and when.

    Parameters
    ----------
    place, visits, minutes
        Place, number of visits within the plan and their length, shape ``(A,)``.
    required, value
        Whether leaving a visit out is a failure; else what it is worth, shape ``(A,)``.
    allowed
        Who may make the visits (owners, skills), shape ``(A, P)``; None for everybody.
    windows
        Rows ``account, day, from, to``: a visit happens entirely inside one; None: always open.
        Days without a row are closed.
    preferred
        Rows of the same kind: a visit outside them costs ``Charges.time``.
    gap_min, gap_max, gap_ideal
        Days between one visit and the next, shape ``(A,)``; None for a regular spread.
    first_day, last_day
        Days between which each account's visits lie, shape ``(A,)``; None for the whole plan.
    patterns
        Per account the permitted sets of days; an empty tuple for "by gaps".
    load
        Load of each visit, shape ``(A,)``.
    one_person
        Whether one person makes all of an account's visits, shape ``(A,)``.
    """

    place: Ints
    visits: Ints
    minutes: Floats
    required: Flags | None = None
    value: Floats | None = None
    allowed: Flags | None = None
    windows: Floats | None = None
    preferred: Floats | None = None
    gap_min: Ints | None = None
    gap_max: Ints | None = None
    gap_ideal: Floats | None = None
    first_day: Ints | None = None
    last_day: Ints | None = None
    patterns: tuple[tuple[tuple[int, ...], ...], ...] | None = None
    load: Floats | None = None
    one_person: Flags | None = None

    @property
    def size(self) -> int:
        """Return the number of accounts."""
        return len(self.place)


@dataclass(frozen=True)
class Appointment:
    """A meeting that never moves: at a place, of an account (or -1), at a time."""

    person: int
    day: int
    start: float
    minutes: float
    place: int
    account: int = -1


@dataclass(frozen=True)
class PlannedVisit:
    """One visit of a plan, with the times at which it begins and ends."""

    account: int
    person: int
    day: int
    start: float
    end: float
    appointment: int = -1


@dataclass(frozen=True)
class Problem:
    """Everything that a plan has to respect.

    Parameters
    ----------
    minutes, km
        Driving time and distance between places, shape ``(L, L)``, not negative.
    weekday
        Weekday of each day (0 is Monday), shape ``(D,)``.
    published
        The plan that people know; each visit on another day costs ``Charges.change``.
    locked
        Visits of the published plan that keep their day and person.
    slept
        Nights away of the published plan: rows of person, day and place.
    """

    minutes: Floats
    km: Floats
    weekday: Ints
    people: People
    accounts: Accounts
    appointments: tuple[Appointment, ...] = ()
    published: tuple[PlannedVisit, ...] = ()
    locked: tuple[PlannedVisit, ...] = ()
    slept: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True)
class Charges:
    """What is worth how many minutes of driving.

    Parameters
    ----------
    minute, km
        A minute and a kilometre of driving.
    missed
        A required visit left out; far above any drive, so that none is left out to save one.
    change
        A visit on a day on which the published plan had none of that account.
    weekday
        A visit on another weekday than the visit before.
    gap
        Each day away from the ideal spacing.
    time
        A visit outside the preferred time.
    night
        A night away.
    level
        A minute at work in a full day, falling to nothing in an empty one: a day that fills a share
        ``s`` of its ``h`` minutes costs ``level * h * s**2``, so that days fill evenly.
    """

    minute: float = 1.0
    km: float = 0.0
    missed: float = 10_000.0
    change: float = 60.0
    weekday: float = 5.0
    gap: float = 1.0
    time: float = 15.0
    night: float = 60.0
    level: float = 0.05


@dataclass(frozen=True)
class Options:
    """How long and how the search runs.

    Parameters
    ----------
    seed
        The same problem, seed and steps give the same plan.
    steps
        Changes to try; None for as many as the time allows.
    time_limit
        CPU seconds of the thread that searches, not of the clock on the wall; with ``steps`` it
        only cuts short.
    charges
        What is worth how much.
    removed
        Visits taken out in one step, on average.
    blink
        Share of possibilities passed over, so that the search does not repeat itself.
    hot, cold
        Temperatures at the beginning and the end, in shares of the mean cost of a stop.
    whole
        Share of steps that free all the days of an account, not only the one taken out.
    best_first
        Share of steps that put back what is worth most for its time, where visits are optional.
    """

    seed: int = 1
    steps: int | None = None
    time_limit: float | None = 10.0
    charges: Charges = field(default_factory=Charges)
    removed: float = 8.0
    blink: float = 0.01
    hot: float = 0.5
    cold: float = 0.01
    whole: float = 0.8
    best_first: float = 0.5


@dataclass(frozen=True)
class DayRoute:
    """One person's day: when they leave and are back, where they sleep, how far they drive."""

    person: int
    day: int
    leaves: float
    back: float
    driving: float
    km: float
    visiting: float
    waiting: float
    start_place: int
    end_place: int
    breaks: tuple[tuple[float, float], ...]
    stops: tuple[PlannedVisit, ...]


@dataclass(frozen=True)
class LeftOut:
    """Visits that found no room: how many, why (a code with parameters), what would make room."""

    account: int
    visits: int
    required: bool
    reason: str
    parameters: dict[str, float] = field(default_factory=dict)
    remedies: tuple[tuple[str, dict[str, float]], ...] = ()


@dataclass(frozen=True)
class Result:
    """A plan, what it costs in named parts, and how it came about."""

    days: tuple[DayRoute, ...]
    left_out: tuple[LeftOut, ...]
    cost: dict[str, float]
    stopped: str
    steps: int
    seed: int
    version: str
    seconds: float

    @property
    def visits(self) -> tuple[PlannedVisit, ...]:
        """Return every visit, by person and day, in order."""
        return tuple(stop for day in self.days for stop in day.stops)

    @property
    def total(self) -> float:
        """Return the cost in minutes of driving."""
        return sum(self.cost.values())

    @property
    def complete(self) -> bool:
        """Return whether every required visit and appointment has its place."""
        return not any(one.required for one in self.left_out)
