"""Proposing, publishing and reporting a week, with the real engine."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from comarca.accounts.tests.factories import make_account
from comarca.activities import editing
from comarca.activities.forms import first_moment
from comarca.activities.models import Absence, Activity
from comarca.base.events import history_of
from comarca.base.jobs import Job
from comarca.team.models import Person
from comarca.visits.models import Visit, VisitCycle, WeekPlan
from comarca.visits.planning import week as planning
from comarca.visits.planning.again import settle, visits_of
from comarca.visits.planning.due import is_due, monday_of
from comarca.visits.planning.jobs import ask, propose_week
from comarca.visits.planning.week import NothingToPlan, propose
from comarca.visits.reporting import report
from comarca.visits.tests.conftest import MONDAY


def test_everybody_due_has_a_place_in_order_and_in_hours(week, accounts):
    visits = list(week.visits.all())
    assert {one.account_id for one in visits} == {one.pk for one in accounts}
    for one in visits:
        assert one.state == Visit.State.PLANNED
        assert MONDAY <= one.day < MONDAY + timedelta(days=5)
        assert one.starts.hour >= 9
        assert one.minutes == 45
    for day in {one.day for one in visits}:
        own = sorted((one for one in visits if one.day == day), key=lambda one: one.order)
        assert all(a.ends <= b.starts for a, b in pairwise(own))
    assert week.total("visiting") == 6 * 45
    assert week.total("km") > 0
    assert [event.action for event in history_of(week)] == ["created"]


def test_what_cannot_fit_says_why(team, accounts):
    far = make_account("Canarias", owner=team["owner"], segment="A", lon=-15.4, lat=28.1)
    (made,) = propose([team["owner"]], MONDAY, None)
    (left,) = made.visits.filter(state=Visit.State.LEFT_OUT)
    assert (left.account_id, left.reason, left.day) == (far.pk, "out_of_reach", None)


def test_nobody_works_on_days_off(team, accounts):
    Absence.objects.create(person=team["owner"], first_day=MONDAY, back_on=date(2026, 3, 5))
    (made,) = propose([team["owner"]], MONDAY, None)
    assert {one.day for one in made.visits.all()} <= {date(2026, 3, 5), date(2026, 3, 6)}


def test_a_large_team_is_planned_in_processes_side_by_side(team, accounts, monkeypatch):
    monkeypatch.setattr(planning, "MANY", 2)
    other = Person.objects.create(
        email="other@example.com", role="representative", home_lon=-3.75, home_lat=40.45
    )  # fmt: skip
    for number in range(3):
        make_account(f"Inn {number}", owner=other, segment="A", lon=-3.75, lat=40.44 + number / 90)
    people = [team["owner"], other]
    first, second = propose(people, MONDAY, None)
    assert (first.person, second.person) == (team["owner"], other)
    assert [one.visits.filter(state="planned").count() for one in (first, second)] == [6, 3]


def test_weekdays_of_a_cycle_are_kept(team, accounts):
    VisitCycle.objects.update(weekdays="24")
    (made,) = propose([team["owner"]], MONDAY, None)
    assert {one.day.isoweekday() for one in made.visits.all()} <= {2, 4}


def test_a_draft_is_replaced_and_a_published_week_stays(team, week):
    (again,) = propose([team["owner"]], MONDAY, None)
    assert (again.pk, again.version) == (week.pk, week.version + 1)
    assert again.visits.count() == 6
    WeekPlan.objects.update(state=WeekPlan.State.PUBLISHED)
    with pytest.raises(NothingToPlan):
        propose([team["owner"]], MONDAY, None)
    assert WeekPlan.objects.get() == again


def test_what_somebody_fixed_said_or_made_stays_when_the_week_is_proposed_again(team, week):
    fixed, made, said = week.visits.order_by("pk")[:3]
    friday = MONDAY + timedelta(days=4)
    Visit.objects.filter(pk=fixed.pk).update(
        day=friday, starts=time(12, 10), ends=time(12, 55), is_fixed=True, note="Bring samples"
    )
    Visit.objects.filter(pk=said.pk).update(is_priority=True)
    report(made, team["owner"])
    make_account("New", owner=team["owner"], segment="A", lon=-3.71, lat=40.42)
    (again,) = propose([team["owner"]], MONDAY, None)
    row = again.visits.get(pk=fixed.pk)
    assert (row.day, row.starts, row.is_fixed, row.note) == (
        friday, time(12, 10), True, "Bring samples",
    )  # fmt: skip
    assert again.visits.get(pk=made.pk).state == "done"
    assert again.visits.get(account=said.account_id).is_priority
    assert again.visits.count() == 7 == again.visits.values("account").distinct().count()
    for one in again.visits.filter(day=friday).exclude(pk=fixed.pk):
        assert one.ends <= time(12, 10) or one.starts >= time(12, 55)


def test_nothing_is_put_on_days_that_have_passed(team, accounts):
    (made,) = propose([team["owner"]], MONDAY, None, since=date(2026, 3, 5))
    assert {one.day for one in made.visits.all()} <= {date(2026, 3, 5), date(2026, 3, 6)}


def test_an_agreed_day_is_kept_and_its_report_completes_what_was_agreed(team, accounts, week):
    wednesday = MONDAY + timedelta(days=2)
    for account, kind in ((accounts[0], "visit"), (accounts[1], "call")):
        editing.create(
            {"kind": kind, "title": "Show the oven", "account": account.pk, "is_all_day": True,
             "at": first_moment(wednesday)}, team["owner"],
        )  # fmt: skip
    quiet = make_account("Quiet", owner=team["owner"], segment="Z", lon=-3.72, lat=40.41)
    editing.create(
        {"kind": "visit", "title": "Again", "account": quiet.pk, "is_all_day": True,
         "at": first_moment(MONDAY - timedelta(days=9))}, team["owner"],
    )  # fmt: skip
    (again,) = propose([team["owner"]], MONDAY, None)
    visit = again.visits.get(account=accounts[0])
    assert (visit.day, visit.request.title) == (wednesday, "Show the oven")
    assert again.visits.get(account=quiet).state == "planned"  # missed, so on any day
    assert again.visits.get(account=accounts[1]).request is None
    change = settle(again, visits_of(again))
    assert change.shifts == []
    done = report(visit, team["owner"], outcome="good", text="Liked it")
    assert done == visit.request
    assert (done.state, done.is_all_day, done.text) == ("done", False, "Liked it")
    assert Activity.objects.filter(account=accounts[0]).count() == 1


@pytest.mark.parametrize("missing", ["home", "cycles", "places"])
def test_without_homes_cycles_or_places_nothing_is_planned(team, accounts, missing):
    if missing == "home":
        team["owner"].home_lon = None
    elif missing == "cycles":
        VisitCycle.objects.all().delete()
    else:
        for one in accounts:
            one.sites.update(lon=None, lat=None)
    with pytest.raises(NothingToPlan):
        propose([team["owner"]], MONDAY, None)


def test_a_cycle_falls_due_by_its_last_visit_and_is_spread_at_first():
    cycle = VisitCycle(segment="B", visits=1, weeks=4)
    assert is_due(1, MONDAY - timedelta(days=28), cycle, MONDAY)
    assert is_due(1, MONDAY - timedelta(days=90), cycle, MONDAY)
    assert not is_due(1, MONDAY - timedelta(days=7), cycle, MONDAY)
    for account in range(8):
        weeks = [is_due(account, None, cycle, MONDAY + timedelta(days=7 * w)) for w in range(4)]
        assert sum(weeks) == 1


def test_a_report_is_written_once_however_often_it_is_sent(team, week):
    visit = week.visits.first()
    first = report(visit, team["owner"], outcome="good", text="Wants an offer")
    again = report(visit, team["owner"], outcome="bad", text="sent twice")
    assert first == again
    row = Activity.objects.get()
    assert (row.kind, row.state, row.outcome, row.text) == (
        "visit", "done", "good", "Wants an offer",
    )  # fmt: skip
    assert row.account_id == visit.account_id
    visit.refresh_from_db()
    assert (visit.state, visit.activity) == ("done", row)


def test_the_worker_plans_the_team_of_who_asks(team, accounts):
    coming = monday_of() + timedelta(days=7)
    job = ask(coming, team["manager"])
    assert propose_week(Job.objects.get(pk=job.pk))["weeks"] == 1
    assert WeekPlan.objects.get().person == team["owner"]
    for who, monday in (("stranger_manager", coming), ("manager", MONDAY)):  # MONDAY has passed
        other = ask(monday, team[who])
        assert propose_week(Job.objects.get(pk=other.pk))["weeks"] == 0


def test_the_monday_of_any_day():
    assert monday_of(date(2026, 3, 8)) == MONDAY
    assert monday_of(MONDAY) == MONDAY
