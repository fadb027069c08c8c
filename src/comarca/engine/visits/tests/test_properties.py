"""What every plan keeps, whatever is asked: a hundred weeks with everything in them."""

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.visits import Options, plan
from comarca.engine.visits.check import check
from comarca.engine.visits.tests.cases import rich

QUICK = Options(steps=150, time_limit=None)
SEEDS = st.integers(0, 10_000)


@lru_cache(maxsize=512)
def planned(seed):
    return rich(seed), plan(rich(seed), QUICK)


@settings(max_examples=40)
@given(SEEDS)
def test_the_independent_checker_finds_nothing(seed):
    assert check(*planned(seed)) == []
