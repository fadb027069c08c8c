"""Neighbourhoods that changed are divided exactly, and nothing gets dearer or breaks."""

from comarca.engine.progress import Clock
from comarca.engine.territories.polish import polish
from comarca.engine.territories.searching import Best

from .maps import all_whole
from .test_mend import lumps


def test_what_changed_is_divided_anew_and_gets_cheaper():
    problem, search = lumps(3, 0.5)
    best = Best(search.evaluator, search.territory)
    before, was = search.territory.copy(), best.score
    before[:36] = 1
    polish(search, best, before, Clock())
    assert best.score < was
    assert all_whole(best.territory, problem.edges, 4)


def test_where_nothing_changed_nothing_is_done():
    _, search = lumps(3, 0.5)
    best = Best(search.evaluator, search.territory)
    polish(search, best, search.territory.copy(), Clock())
    assert best.territory.tolist() == search.first.tolist()
