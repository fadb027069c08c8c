"""The bound of the orienteering benchmark holds, and is no higher than it need be."""

import itertools
import sys
from pathlib import Path

import numpy as np
import pytest

from comarca.engine.visits import Accounts, People, Problem

pytestmark = pytest.mark.one_database
BENCH = str(Path(__file__).parents[1] / "bench" / "visits")


@pytest.fixture(autouse=True)
def _bench(monkeypatch):
    monkeypatch.syspath_prepend(BENCH)
    yield
    for name in ("bounds", "instances", "mixture", "pricing"):
        sys.modules.pop(name, None)


def small(seed, stops=7):
    """Stops in a square of an hour, some open for an hour or two of a day of four."""
    rng = np.random.default_rng(seed)
    xy = rng.integers(0, 60, (stops + 1, 2))
    table = np.floor(10 * np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))) / 10
    opens = rng.integers(0, 150, stops)
    closes = np.minimum(240, opens + rng.integers(30, 240, stops))
    homes = np.zeros(1 + seed % 2, np.int64)
    people = People(homes, homes, np.zeros((len(homes), 1)), np.full((len(homes), 1), 240.0))
    accounts = Accounts(
        np.arange(1, stops + 1), np.ones(stops, np.int64), np.full(stops, 10.0),
        required=np.zeros(stops, bool), value=rng.integers(1, 30, stops).astype(float),
        windows=np.array([(i, 0, opens[i], closes[i] + 10.0) for i in range(stops)]),
    )  # fmt: skip
    return Problem(table, table, np.array([0]), people, accounts)


def exact(problem):
    """Return the greatest profit, by trying every order of every set of stops."""
    n, table, accounts = problem.accounts.size, problem.minutes, problem.accounts
    day = [0.0] * 2**n

    def go(at, now, done, worth):
        day[done] = max(day[done], worth)
        for j in range(n):
            begin = max(accounts.windows[j, 2], now + table[at, j + 1])
            leave = begin + accounts.minutes[j]
            last = accounts.windows[j, 3] - accounts.minutes[j]
            if not done >> j & 1 and begin <= last + 1e-9 and leave + table[j + 1, 0] <= 240 + 1e-9:
                go(j + 1, leave, done | 1 << j, worth + accounts.value[j])

    go(0, 0.0, 0, 0.0)
    if problem.people.size == 1:
        return max(day)
    return max(a + b for (i, a), (j, b) in itertools.product(enumerate(day), repeat=2) if not i & j)


def bounded(problem, neighbours=1):
    from bounds import Bounding

    work = Bounding(problem, neighbours=neighbours, room=20_000)
    work.run(seconds=20.0)
    return work


def test_no_plan_exceeds_the_bound_and_it_is_reached():
    from bounds import driven

    reached = 0
    for seed in range(40):
        problem = small(seed)
        best, work = exact(problem), bounded(problem)
        assert work.bound >= best, seed
        value, days = work.mixture.whole(5.0)
        assert value <= best + 1e-6, seed
        assert driven(problem, days), seed
        reached += work.bound == best
    assert reached >= 38


def test_a_bound_is_a_profit_that_prizes_can_make():
    tens = small(3)
    tens.accounts.value[:] *= 10
    assert bounded(tens).bound == 10 * bounded(small(3)).bound


def test_a_day_that_cannot_be_driven_is_noticed():
    from bounds import driven

    problem = small(3)
    work = bounded(problem)
    _, days = work.mixture.whole(5.0)
    assert not driven(problem, [*days, days[0]])
    for far in (problem.minutes, problem.accounts.minutes):
        assert driven(problem, days)
        np.add(far, 100, out=far)
        assert not driven(problem, days)
        np.subtract(far, 100, out=far)


def test_without_memory_and_cuts_the_bound_is_higher_not_lower(monkeypatch):
    monkeypatch.setattr("bounds.Bounding.strengthen", lambda self: False)
    over = [bounded(small(seed), neighbours=0).bound - exact(small(seed)) for seed in range(40)]
    assert min(over) >= 0
    assert max(over) > 0


def test_labels_that_do_not_fit_leave_no_bound_rather_than_a_wrong_one():
    from bounds import Bounding

    work = Bounding(small(1), room=3)
    work.run(seconds=5.0)
    assert work.best == float("inf")


def test_a_wrong_gain_still_to_be_had_is_noticed(monkeypatch):
    """Days that are dropped too early make a bound that plans exceed: the comparison sees it."""
    import pricing

    right = pricing.still_to_gain
    monkeypatch.setattr(pricing, "still_to_gain", lambda *given: right(*given) / 2)
    with np.errstate(invalid="ignore"):
        assert any(bounded(small(seed)).bound < exact(small(seed)) for seed in range(40))
