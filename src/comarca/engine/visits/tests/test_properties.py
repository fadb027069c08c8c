"""What every plan keeps, whatever is asked: weeks with everything in them."""

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.visits import Options, plan
from comarca.engine.visits.check import check
from comarca.engine.visits.cost import cost
from comarca.engine.visits.replan import nights_of
from comarca.engine.visits.spacing import gaps
from comarca.engine.visits.tests.cases import rich

QUICK = Options(steps=150, time_limit=None)
SEEDS = st.integers(0, 400)
few = settings(max_examples=25)


@lru_cache(maxsize=512)
def planned(seed):
    return rich(seed), plan(rich(seed), QUICK)


def by_account(result):
    visits = defaultdict(list)
    for one in result.visits:
        if one.account >= 0:
            visits[one.account].append(one)
    return {a: sorted(own, key=lambda one: one.day) for a, own in visits.items()}


@settings(max_examples=40)
@given(SEEDS)
def test_the_independent_checker_finds_nothing(seed):
    assert check(*planned(seed)) == []


@few
@given(SEEDS)
def test_the_same_steps_and_seed_give_the_same_plan(seed):
    assert plan(rich(seed), QUICK).days == planned(seed)[1].days


@few
@given(SEEDS)
def test_nobody_works_on_a_day_off(seed):
    problem, result = planned(seed)
    assert not any(np.isnan(problem.people.opens[one.person, one.day]) for one in result.visits)


@few
@given(SEEDS)
def test_days_begin_and_end_within_hours(seed):
    problem, result = planned(seed)
    for day in result.days:
        assert day.leaves >= problem.people.opens[day.person, day.day] - 1e-6
        assert day.back <= problem.people.closes[day.person, day.day] + 1e-6


@few
@given(SEEDS)
def test_work_stays_below_its_limit(seed):
    problem, result = planned(seed)
    for day in result.days:
        limit = problem.people.most_work[day.person, day.day]
        assert day.driving + day.visiting <= limit + 1e-6


@few
@given(SEEDS)
def test_visits_happen_while_open(seed):
    problem, result = planned(seed)
    spans = defaultdict(list)
    for a, d, begins, ends in problem.accounts.windows.tolist():
        spans[int(a), int(d)].append((begins, ends))
    for one in result.visits:
        if one.appointment < 0:
            assert any(
                b - 1e-6 <= one.start and one.end <= e + 1e-6
                for b, e in spans[one.account, one.day]
            )


@few
@given(SEEDS)
def test_visits_last_as_long_as_asked(seed):
    problem, result = planned(seed)
    for one in result.visits:
        wanted = (
            problem.appointments[one.appointment].minutes
            if one.appointment >= 0
            else problem.accounts.minutes[one.account]
        )
        assert one.end - one.start == pytest.approx(wanted)


@few
@given(SEEDS)
def test_stops_of_a_day_do_not_overlap(seed):
    for day in planned(seed)[1].days:
        for before, after in pairwise(day.stops):
            assert after.start >= before.end - 1e-6


@few
@given(SEEDS)
def test_breaks_do_not_touch_visits(seed):
    for day in planned(seed)[1].days:
        for begins, ends in day.breaks:
            assert all(v.end <= begins + 1e-6 or v.start >= ends - 1e-6 for v in day.stops)


@few
@given(SEEDS)
def test_breaks_start_within_their_limits(seed):
    problem, result = planned(seed)
    for day in result.days:
        rows = problem.people.breaks
        mine = rows[(rows[:, 0] == day.person) & (rows[:, 1] == day.day)]
        for (begins, ends), (_, _, earliest, latest, long) in zip(
            day.breaks, sorted(map(tuple, mine.tolist())), strict=False
        ):
            assert earliest - 1e-6 <= begins <= latest + 1e-6
            assert ends - begins == pytest.approx(long)


@few
@given(SEEDS)
def test_no_account_is_visited_twice_on_a_day(seed):
    for own in by_account(planned(seed)[1]).values():
        assert len({one.day for one in own}) == len(own)


@few
@given(SEEDS)
def test_visits_and_left_out_add_up(seed):
    problem, result = planned(seed)
    made = by_account(result)
    out = defaultdict(int)
    for one in result.left_out:
        out[one.account] += one.visits
    for account, wanted in enumerate(problem.accounts.visits):
        assert len(made.get(account, [])) + out[account] >= wanted


@few
@given(SEEDS)
def test_gaps_are_never_too_short(seed):
    problem, result = planned(seed)
    least, _, _ = gaps(problem)
    for account, own in by_account(result).items():
        loose = [one.day for one in own if one.appointment < 0]
        assert all(b - a >= least[account] for a, b in pairwise(loose))


@few
@given(SEEDS)
def test_whole_cycles_have_no_gap_too_long(seed):
    problem, result = planned(seed)
    _, most, _ = gaps(problem)
    for account, own in by_account(result).items():
        if len(own) == problem.accounts.visits[account] and all(v.appointment < 0 for v in own):
            days = [one.day for one in own]
            assert all(b - a <= most[account] for a, b in pairwise(days))


@few
@given(SEEDS)
def test_only_allowed_people_visit(seed):
    problem, result = planned(seed)
    for one in result.visits:
        if one.appointment < 0:
            assert problem.accounts.allowed[one.account, one.person]


@few
@given(SEEDS)
def test_one_person_accounts_see_one_person(seed):
    problem, result = planned(seed)
    for account, own in by_account(result).items():
        if problem.accounts.one_person[account]:
            assert len({one.person for one in own if one.appointment < 0}) <= 1


@few
@given(SEEDS)
def test_appointments_never_move(seed):
    problem, result = planned(seed)
    for one in result.visits:
        if one.appointment >= 0:
            wanted = problem.appointments[one.appointment]
            assert (one.person, one.day, one.start) == (wanted.person, wanted.day, wanted.start)


@few
@given(SEEDS)
def test_appointments_are_kept_or_told(seed):
    problem, result = planned(seed)
    kept = {one.appointment for one in result.visits if one.appointment >= 0}
    told = {
        int(o.parameters["appointment"]) for o in result.left_out if "appointment" in o.parameters
    }
    assert kept | told == set(range(len(problem.appointments)))
    assert not kept & told


@few
@given(SEEDS)
def test_nights_away_stay_below_their_limit_and_join_up(seed):
    problem, result = planned(seed)
    days = {(one.person, one.day): one for one in result.days}
    away = defaultdict(int)
    for (person, number), day in days.items():
        if day.end_place != problem.people.home_end[person]:
            away[person] += 1
            assert days[person, number + 1].start_place == day.end_place
    assert all(count <= problem.people.nights[person] for person, count in away.items())


@few
@given(SEEDS)
def test_the_parts_of_the_cost_are_those_of_the_plan(seed):
    problem, result = planned(seed)
    assert result.cost == cost(problem, QUICK, result.days)
    assert all(value >= 0 for value in result.cost.values())
    assert result.cost["travel"] == pytest.approx(sum(day.driving for day in result.days))


@few
@given(SEEDS)
def test_driving_is_the_sum_of_its_legs(seed):
    problem, result = planned(seed)
    for day in result.days:
        places = [day.start_place]
        places += [
            int(problem.accounts.place[v.account]) if v.account >= 0
            else problem.appointments[v.appointment].place
            for v in day.stops
        ] + [day.end_place]  # fmt: skip
        legs = sum(problem.minutes[a, b] for a, b in pairwise(places))
        assert day.driving == pytest.approx(legs)


@few
@given(SEEDS)
def test_every_reason_has_a_sentence_in_both_languages(seed):
    from comarca.engine.visits.files.words import SENTENCES, say

    for one in planned(seed)[1].left_out:
        assert all(say(one.reason, language, one.parameters) for language in ("en", "es"))
        assert all(code in SENTENCES for code, _ in one.remedies)


@few
@given(SEEDS)
def test_a_published_plan_planned_again_costs_no_more(seed):
    problem, result = planned(seed)
    known = tuple(one for one in result.visits if one.appointment < 0)
    posed = replace(problem, published=known, slept=nights_of(problem, result))
    again = plan(posed, replace(QUICK, hot=0.02))
    assert again.total <= cost(posed, QUICK, result.days)["changes"] + result.total + 1e-6


def test_the_checker_notices_what_is_broken():
    problem, result = planned(3)
    index, day = next((i, d) for i, d in enumerate(result.days) if d.stops)
    stop = day.stops[0]

    def changed(**values):
        stops = (replace(stop, **values), *day.stops[1:])
        days = list(result.days)
        days[index] = replace(day, stops=stops)
        return check(problem, replace(result, days=tuple(days)))

    assert changed(start=stop.start - 400, end=stop.end - 400)
    assert changed(end=stop.end + 5)
    assert check(problem, replace(result, days=result.days[:index] + result.days[index + 1 :]))
    late = replace(day, back=2000.0)
    assert check(
        problem, replace(result, days=(*result.days[:index], late, *result.days[index + 1 :]))
    )
