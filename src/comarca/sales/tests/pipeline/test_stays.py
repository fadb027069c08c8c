"""Stays in stages: always what the states say, and what the reports of cycle length add up."""

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given, settings

from comarca.reports.definition import read
from comarca.reports.ready import ready_reports
from comarca.reports.table import table_of
from comarca.reports.working_out import work_out
from comarca.sales.models import Opportunity, OpportunityState, StageStay
from comarca.sales.pipeline import editing
from comarca.sales.pipeline.states import keep_state
from comarca.sales.pipeline.stays import stays_of, work_out_again
from comarca.sales.tests.pipeline.test_states import BEGUN, CHANGES, bare  # noqa: F401

FIELDS = (
    "stage_id",
    "owner_id",
    "account_id",
    "entered_at",
    "left_at",
    "is_first",
    "is_begun_known",
)


def kept():
    return list(StageStay.objects.order_by("entered_at").values(*FIELDS))


@settings(max_examples=40)
@given(CHANGES)
def test_stays_are_what_the_states_come_to(bare, stages, changes):  # noqa: F811
    OpportunityState.objects.all().delete()
    StageStay.objects.all().delete()
    order, now = list(stages.values()), BEGUN
    for hours, stage, value in changes:
        now += timedelta(hours=hours)
        bare.stage, bare.value = order[stage], value
        keep_state(bare, now)
    states = list(OpportunityState.objects.order_by("valid_from"))
    expected = [{key: one[key] for key in FIELDS} for one in stays_of(states, bare.opened_on)]
    assert kept() == expected
    assert work_out_again(OpportunityState.objects, StageStay.objects) == len(expected)
    assert kept() == expected
    assert all(a["left_at"] == b["entered_at"] for a, b in pairwise(expected))


@pytest.fixture
def sold(team, account, pipeline, stages):
    """Three that stayed 2, 4 and 12 days in the first stage; two reached the second, one won."""
    first, second = list(stages.values())[:2]
    ends = {stage.kind: stage for stage in stages.values()}
    for name, days, more, end in (("A", 2, 3, "won"), ("B", 4, 5, "lost"), ("C", 12, 0, "lost")):
        row = Opportunity.objects.create(
            title=name, account=account, pipeline=pipeline, stage=first, owner=team["owner"],
            opened_on=BEGUN.date(), value=Decimal(1),
        )  # fmt: skip
        at = BEGUN
        path = (
            [(first, days), (second, more), (ends[end], 0)]
            if more
            else [(first, days), (ends[end], 0)]
        )
        for stage, stayed in path:
            row.stage = stage
            keep_state(row, at)
            at += timedelta(days=stayed)
        row.save()
    return first, second


def table(user, query):
    return table_of(work_out(read(QueryDict(query), user), user, date(2026, 6, 1)))


def ready(words):
    return next(str(one.query) for one in ready_reports() if words in str(one.name))


def test_days_in_each_stage_by_mean_and_median_with_the_rows_behind(client, team, sold):
    first, second = map(str, sold)
    mean = table(team["administrator"], ready("on average, by person"))
    assert {line.label: line.total.value for line in mean.lines} == {first: 6, second: 4}
    middle = table(team["administrator"], ready("the median, by person"))
    assert {line.label: line.total.value for line in middle.lines} == {first: 4, second: 4}
    assert middle.total.total.value == 4  # of 2, 3, 4, 5, 12: not of the medians
    assert [cell.value for cell in middle.lines[0].cells] == [4]
    client.force_login(team["administrator"])
    behind = client.get(middle.lines[0].total.href).content.decode()
    assert len(set(re.findall(r"/objects/stage_stay/(\d+)/", behind))) == 3
    assert not table(team["stranger"], ready("the median, by person")).lines
    by_territory = table(team["administrator"], ready("by territory, the median"))
    assert by_territory.total.total.value == 4


def test_the_win_rate_by_stage_reached(team, sold):
    found = table(team["administrator"], ready("Win rate by stage reached"))
    shares = {line.label: dict(zip(found.columns, (c.value for c in line.cells), strict=True))
              for line in found.lines}  # fmt: skip
    first, second = map(str, sold)
    assert shares[first]["Won"] == pytest.approx(100 / 3)
    assert shares[second]["Won"] == 50


def test_what_was_begun_before_it_came_here_counts_no_days(team, account):
    """Nobody knows since when it was in its stage; told so once its opening is corrected."""
    row = editing.create(
        {"title": "Old", "account": account.pk, "opened_on": date(2020, 1, 1)}, team["owner"]
    )
    assert not StageStay.objects.get().is_begun_known
    editing.change(row, None, {"opened_on": timezone.localdate()}, team["owner"])
    assert StageStay.objects.get().is_begun_known
