"""Plan against done, and the workload that territories are balanced by."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comarca.accounts.measures import per_unit
from comarca.accounts.tests.factories import make_account
from comarca.base.dates import today
from comarca.geography.tests.factories import make_grid_layer
from comarca.visits.models import AccountCycle, Visit, VisitCycle, WeekPlan
from comarca.visits.planning.due import monday_of
from comarca.visits.reporting import report
from comarca.visits.results import results, total


@pytest.fixture
def lived(team, accounts):
    """Four visits of today: one punctual, one late, one cancelled, one still to be made."""
    day = {"day": today().isoformat(), "km": 40.0, "driving": 60.0, "visiting": 90.0}
    week = WeekPlan.objects.create(person=team["owner"], starts=monday_of(), state="published",
                                   days=[day])  # fmt: skip
    usual = {"day": today(), "starts": "00:05", "ends": "00:35", "travel": 15}
    rows = [week.visits.create(account=one, order=i, **usual) for i, one in enumerate(accounts[:4])]
    for row, minutes in zip(rows[:2], (10, 50), strict=True):
        row.refresh_from_db()
        row.checked_in_at = row.begins + timedelta(minutes=minutes)
        row.save()
        report(row, team["owner"], outcome="good", at=row.checked_in_at + timedelta(minutes=20))
    Visit.objects.filter(pk=rows[2].pk).update(state="cancelled")
    return week


@pytest.mark.parametrize("group", ["person", "class", "territory"])
def test_planned_and_made_are_counted_by_group(team, lived, group):
    (line,) = results(team["manager"], group, today(), today() + timedelta(days=1))
    assert (line.planned, line.done, line.cancelled) == (4, 2, 1)
    assert line.share == 50
    assert line.face == pytest.approx(40 / 60)
    assert line.driving == pytest.approx(0.5)
    assert (line.timed, line.punctuality) == (2, 50)
    assert (line.cycle, line.reached, line.coverage) == (6, 2, 33)
    assert line.name == {"person": "Owner", "class": "A", "territory": "–"}[group]
    assert line.km == (40 if group == "person" else 0)
    assert total([line, line], "All").planned == 8


@pytest.mark.parametrize(("who", "sees"), [("owner", True), ("manager", True), ("reader", True),
                                           ("stranger", False)])  # fmt: skip
def test_who_reads_the_results(client, team, lived, who, sees):
    client.force_login(team[who])
    page = client.get("/visits/results/?by=person")
    assert page.status_code == 200
    assert any(line.planned == 4 for line in page.context["lines"]) is sees
    assert client.get("/visits/results/?by=nonsense&since=x&until=2020-01-01").status_code == 200


def test_the_workload_counts_length_and_road(team):
    layer = make_grid_layer(1, 2)
    near, far = layer.units.order_by("pk")
    VisitCycle.objects.create(segment="A", visits=1, weeks=4, minutes=45)
    first = make_account("Near", owner=team["owner"], unit=near, segment="A")
    second = make_account("Far", owner=team["owner"], unit=far, segment="A")
    week = WeekPlan.objects.create(person=team["owner"], starts=monday_of())
    for account, travel in ((first, 15), (second, 75)):
        week.visits.create(account=account, day=today(), starts="09:00", travel=travel)
    found = per_unit(layer)["visit_hours"]
    assert found == {near.pk: pytest.approx(13.0), far.pk: pytest.approx(26.0)}
    AccountCycle.objects.create(account=first, visits=1, weeks=1, minutes=45)
    assert per_unit(layer)["visit_hours"][near.pk] == pytest.approx(52.0)


def test_a_late_check_in_puts_the_length_right(team, lived):
    row = lived.visits.filter(state="planned").get()
    report(row, team["owner"], at=timezone.now())
    row.refresh_from_db()
    assert row.made_minutes == 30
    assert row.late_minutes is None
