"""The demo's week is planned and published; what lies before today is done."""

from datetime import timedelta

import pytest

from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.jobs import Job
from comarca.demo import build as building
from comarca.demo.tests.conftest import PROVINCES
from comarca.demo.week import KIND, plan_week, report_before_today
from comarca.visits.models import Visit, WeekPlan


@pytest.fixture
def company(layer, steps):
    return building.build(steps.append, layer, PROVINCES)


def test_the_current_week_is_planned_published_and_partly_done(company):
    answer = plan_week(Job.objects.get(kind=KIND))
    assert answer["weeks"] == WeekPlan.objects.filter(state="published").count() > 0
    placed = Visit.objects.filter(day__isnull=False)
    assert placed.filter(day__gte=today()).exclude(state="planned").count() == 0
    # Whatever day it is today: a week that lies a week back is done whole.
    placed.update(day=today() - timedelta(days=7))
    report_before_today(list(WeekPlan.objects.values_list("pk", flat=True)))
    made = Activity.objects.exclude(planned_visit=None)
    assert placed.count() == placed.filter(state="done").count() == made.count() > 0
    assert not made.filter(is_generated=False).exists()
