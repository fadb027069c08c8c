"""Steps are spread over hours: of the working calendar, less what is planned and when away."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from comarca.accounts.tests.factories import make_account
from comarca.activities.models import Absence, Activity
from comarca.campaigns import running
from comarca.campaigns.models import Campaign, CampaignMember, CampaignStep
from comarca.campaigns.results import without_time
from comarca.campaigns.spreading import Spread
from comarca.campaigns.tests.test_campaigns import accounts, campaign, team  # noqa: F401
from comarca.team.models import Person
from comarca.visits.models import Visit, VisitSettings, WeekPlan

MADRID = ZoneInfo("Europe/Madrid")
MONDAY = date(2026, 11, 30)  # 8 December is a holiday of the whole country


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), MADRID)


@pytest.fixture
def person(team):  # noqa: F811
    VisitSettings(day_starts=time(9), day_ends=time(13), lunch_minutes=0).save()  # four hours
    return team["owner"]


def days(person, kind, n, minutes=0, **more):
    spread = Spread([person.pk], MONDAY, **{"end": MONDAY + timedelta(days=30), **more})
    return [found and timezone.localtime(found) for found in
            (spread.take(person.pk, kind, minutes) for _n in range(n))]  # fmt: skip


def test_a_day_is_full_when_its_hours_are(person):
    found = days(person, "call", 9, 60)
    assert [one.date() for one in found] == [
        MONDAY + timedelta(days=n // 4) for n in range(9)
    ]  # fmt: skip
    assert [one.hour for one in found[:4]] == [9, 10, 11, 12]
    assert [one.date() for one in days(person, "call", 3, 60, most=60)] == [
        MONDAY + timedelta(days=n) for n in range(3)
    ]  # fmt: skip


def test_what_is_planned_already_takes_its_time(person):
    meeting = {"owner": person, "state": "planned", "title": "M"}
    Activity.objects.create(kind="meeting", at=at(MONDAY, 9), ends_at=at(MONDAY, 11), **meeting)
    week = WeekPlan.objects.create(person=person, starts=MONDAY)
    Visit.objects.create(
        week=week,
        account=make_account("Bar"),
        day=MONDAY + timedelta(days=1),
        minutes=150,
        travel=60.0,
        starts=time(9, 30),
        ends=time(12),
    )
    found = days(person, "call", 4, 60)
    assert [(one.date().day, one.hour) for one in found] == [(30, 11), (30, 12), (2, 9), (2, 10)]
    # On the first of December a visit and its driving leave half an hour.
    short = days(person, "call", 6, 30)
    assert [(one.day, one.hour) for one in short[3:]] == [(30, 12), (1, 9), (2, 9)]


def test_absences_weekends_and_holidays_have_no_hours(person):
    Absence.objects.create(person=person, first_day=MONDAY, back_on=MONDAY + timedelta(days=4))
    found = days(person, "task", 4, 240)
    assert [one.date().isoformat() for one in found] == [
        "2026-12-04", "2026-12-07", "2026-12-09", "2026-12-10",
    ]  # fmt: skip


def test_it_says_who_has_no_hour_left_and_goes_on_when_they_have(client, team, campaign):  # noqa: F811
    CampaignStep.objects.exclude(position=1).delete()
    CampaignStep.objects.update(minutes=60)
    Campaign.objects.update(
        held_out=0, minutes_a_day=60, ends_on=timezone.localdate() + timedelta(days=8)
    )
    running.start(Campaign.objects.get(), team["manager"])
    running.run(row := Campaign.objects.get())
    fit = Activity.objects.filter(state="planned").count()
    assert 4 <= fit <= 6  # the working days before the end
    assert without_time(row) == [("Owner", 20 - fit)]
    client.force_login(team["manager"])
    page = client.get(f"/campaigns/{row.pk}/").content.decode()
    assert "Not everything fits" in page
    assert f"Owner: {20 - fit}" in page
    assert not CampaignMember.objects.exclude(left_out=0).exists()
    Campaign.objects.update(minutes_a_day=None)
    running.advance(Campaign.objects.get(), timezone.now() + timedelta(days=1, minutes=1))
    assert not without_time(row)
    assert Activity.objects.filter(state="planned").count() == 20


def test_nobody_gets_time_in_a_campaign_that_has_ended(person):
    assert days(person, "call", 1, end=MONDAY) == [None]
    assert Person.objects.filter(pk=person.pk).exists()
