"""Neighbourhoods are divided exactly where most is lost, and nothing gets dearer or breaks."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.progress import Clock
from comarca.engine.territories import Options, SearchParams
from comarca.engine.territories.apportion import apportion
from comarca.engine.territories.components import tasks
from comarca.engine.territories.polish import loss, polish
from comarca.engine.territories.searching import Best, Search
from comarca.engine.territories.start import first_divisions
from comarca.engine.territories.subproblem import subproblem

from .maps import all_whole
from .test_mend import lumps


def test_a_map_is_divided_anew_and_gets_cheaper():
    problem, search = lumps(3, 0.5)
    best = Best(search.evaluator, search.territory)
    was = best.score
    polish(search, best, Clock())
    assert best.score < was
    assert all_whole(best.territory, problem.edges, 4)


@given(st.integers(0, 999))
@settings(max_examples=10, deadline=None)
def test_what_territories_lose_adds_up_to_what_is_above_the_bound(seed):
    problem, _ = lumps(seed)
    homes = problem.xy[np.random.default_rng(seed).choice(144, 4, replace=False)]
    problem = replace(problem, homes=homes)
    options = Options(distance="home", tolerance={"work": 0.1})
    sub, _ = subproblem(problem, options, next(iter(tasks(problem, apportion(problem, options)))))
    starts, bound, prices = first_divisions(sub, SearchParams(), seed, lambda: True)
    search = Search(sub, SearchParams(), seed, starts[0], None, prices)
    assert bound.value is not None
    above = search.evaluator.distance(starts[0]) - bound.value
    assert loss(search, starts[0]).sum() == pytest.approx(above, abs=1e-6 * bound.value)


def test_a_cancel_is_heard_before_the_first_neighbourhood():
    _, search = lumps(3, 0.5)
    best = Best(search.evaluator, search.territory)
    polish(search, best, Clock(report=lambda *_: False))
    assert best.territory.tolist() == search.first.tolist()
