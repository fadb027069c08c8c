"""Weeks of the shape a representative has: one person, five days, visits with opening hours."""

import numpy as np

from comarca.engine.visits import Accounts, People, Problem


def week(rng: np.random.Generator, visits: int) -> Problem:
    """Return one person's week: visits of 15 to 25 minutes in towns, openings, lunch."""
    towns = rng.uniform(0, 60, (8, 2))
    xy = np.vstack(
        [[30.0, 30.0], towns[rng.integers(0, 8, visits)] + rng.normal(0, 3, (visits, 2))]
    )
    table = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    days = 5
    breaks = np.array([(0, d, 780.0, 840.0, 60.0) for d in range(days)])
    people = People(
        np.array([0]), np.array([0]), np.full((1, days), 480.0), np.full((1, days), 1110.0),
        breaks=breaks,
    )  # fmt: skip
    windows = [
        (a, d, *span)
        for a in range(visits) for d in range(days)
        for span in (((540.0, 840.0), (960.0, 1200.0)) if a % 2 else ((480.0, 1140.0),))
    ]  # fmt: skip
    accounts = Accounts(
        np.arange(1, visits + 1), np.ones(visits, np.int64), rng.choice([15.0, 20.0, 25.0], visits),
        windows=np.array(windows),
    )  # fmt: skip
    return Problem(table, table, np.arange(days), people, accounts)
