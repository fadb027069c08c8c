"""Small invented weeks, drawn from a seed: every feature occurs, alone and together."""

import numpy as np

from comarca.engine.visits import Accounts, Appointment, People, PlannedVisit, Problem


def drive(rng, places, spread=40.0):
    """Minutes between random places: straight lines, so that detours never pay."""
    xy = rng.uniform(0, spread, (places, 2))
    return np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))


def hours(people, days, opens=480.0, closes=1020.0):
    return np.full((people, days), opens), np.full((people, days), closes)


def plain(rng, accounts=6, days=5, people=1, visits=1, minutes=60.0):
    """Everybody may visit everybody at any time."""
    table = drive(rng, accounts + people)
    opens, closes = hours(people, days)
    homes = np.arange(people)
    return Problem(
        table, table, np.arange(days) % 7,
        People(homes, homes, opens, closes),
        Accounts(
            np.arange(people, people + accounts), np.full(accounts, visits),
            np.full(accounts, minutes),
        ),
    )  # fmt: skip


def rich(seed):
    """A week with everything in it: cycles, windows, breaks, skills, options, nights, a past."""
    rng = np.random.default_rng(seed)
    people, accounts = int(rng.integers(1, 4)), int(rng.integers(3, 16))
    days = int(rng.choice([5, 7, 14]))
    table = drive(rng, accounts + people, spread=float(rng.choice([30, 90, 200])))
    opens, closes = hours(people, days)
    opens[rng.random((people, days)) < 0.15] = np.nan
    closes[:, 4::7] = 900.0
    visits = rng.integers(0, max(2, days // 3), accounts)
    breaks = [
        (p, d, 720.0, float(rng.choice([780, 840])), float(rng.choice([30, 60])))
        for p in range(people) for d in range(days) if rng.random() < 0.5
    ]  # fmt: skip
    windows = []
    for a in range(accounts):
        for d in range(days):
            if rng.random() < 0.8:
                windows += [(a, d, 540.0, 780.0), (a, d, 900.0, 1080.0)]
    preferred = [(a, d, 540.0, 660.0) for a in range(0, accounts, 3) for d in range(days)]
    allowed = rng.random((accounts, people)) < 0.7
    work = np.full((people, days), float(rng.choice([300, 480, 540])))
    homes = np.arange(people)
    meetings = []
    for a in rng.permutation(accounts)[: int(rng.integers(0, 3))]:
        p, d = int(rng.integers(people)), int(rng.integers(days))
        own = int(a) if rng.random() < 0.7 else -1
        meetings.append(
            Appointment(p, d, float(rng.integers(9, 16) * 60), 45.0, people + int(a), own)
        )
    known = [
        PlannedVisit(int(a), int(rng.integers(people)), int(rng.integers(days)), 600.0, 630.0)
        for a in rng.permutation(accounts)[: accounts // 2]
    ]
    return Problem(
        table, table * 1.2, np.arange(days) % 7,
        People(
            homes, homes, opens, closes, most_work=work,
            breaks=np.array(breaks).reshape(-1, 5), nights=rng.integers(0, 3, people),
            beds=np.arange(people, people + accounts),
        ),
        Accounts(
            np.arange(people, people + accounts), visits,
            rng.choice([15.0, 30.0, 60.0, 90.0], accounts), required=rng.random(accounts) < 0.7,
            value=rng.uniform(0, 200, accounts), allowed=allowed,
            windows=np.array(windows).reshape(-1, 4), preferred=np.array(preferred).reshape(-1, 4),
            one_person=rng.random(accounts) < 0.3,
        ),
        appointments=tuple(meetings), published=tuple(known),
    )  # fmt: skip
