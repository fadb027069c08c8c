"""The demo's week is planned and published; what lies before today is done."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from comarca.activities.models import Activity
from comarca.base.jobs import Job
from comarca.demo import build as building
from comarca.demo import week
from comarca.demo.tests.conftest import PROVINCES
from comarca.visits.models import Visit, WeekPlan
from comarca.visits.planning import week as planning


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (date(2026, 12, 28), [date(2026, 12, 21), date(2026, 12, 28)]),
        (date(2026, 12, 30), [date(2026, 12, 28)]),
        (date(2027, 1, 1), [date(2026, 12, 28)]),
        (date(2027, 1, 2), [date(2026, 12, 28), date(2027, 1, 4)]),
    ],
)
def test_the_first_day_has_a_week_behind_it_and_the_weekend_one_before_it(db, day, starts):
    assert week.mondays(day) == starts


def test_on_a_sunday_of_two_years_there_is_a_week_done_and_one_to_come(layer, steps, monkeypatch):
    day = date(2027, 1, 3)
    noon = datetime.combine(day, time(12), ZoneInfo("Europe/Madrid"))
    monkeypatch.setattr(timezone, "now", lambda: noon)
    monkeypatch.setattr(week, "SECONDS_EACH", 0.05)
    monkeypatch.setattr(planning, "MANY", 99)
    building.build(steps.append, layer, PROVINCES)
    answer = week.plan_week(Job.objects.get(kind=week.KIND))
    planned = WeekPlan.objects.filter(state="published")
    assert answer["weeks"] == planned.count() == WeekPlan.objects.count() > 0
    assert set(planned.values_list("starts", flat=True)) == set(week.mondays(day))
    placed = Visit.objects.filter(day__isnull=False)
    assert {one.state for one in placed if one.day < day} == {"done"}
    assert {one.state for one in placed if one.day >= day} == {"planned"}
    made = Activity.objects.exclude(planned_visit=None)
    assert made.count() == answer["done"] > 0
    assert not made.filter(is_generated=False).exists()
