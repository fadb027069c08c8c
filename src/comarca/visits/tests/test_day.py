"""A day that changes: late, away, a visit that falls away, a gap that is filled."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from comarca.accounts.tests.factories import make_account
from comarca.activities.agenda.feed import as_ics
from comarca.activities.models import Activity
from comarca.visits.models import Visit, VisitSettings, WeekPlan
from comarca.visits.planning.due import monday_of
from comarca.visits.planning.week import propose

NEXT = monday_of() + timedelta(days=7)


@pytest.fixture
def coming(team, accounts):
    """The owner's published next week; its first day has all that fits."""
    (made,) = propose([team["owner"]], NEXT, team["manager"])
    WeekPlan.objects.update(state=WeekPlan.State.PUBLISHED)
    return made


def day_with_visits(week) -> date:
    return week.visits.filter(day__isnull=False).order_by("day").first().day


def test_a_cancelled_morning_says_what_moves_and_moves_it(client, team, coming):
    client.force_login(team["owner"])
    on = day_with_visits(coming)
    asked = {"on": on.isoformat(), "until": "13:00"}
    shown = client.get("/visits/day/again/", asked)
    change = shown.context["change"]
    assert change.shifts
    assert "This moves" in shown.content.decode()
    assert Visit.objects.filter(day=on, starts__lt="13:00").exists()  # nothing is written yet
    confirm = {**asked, "version": change.week.version}
    assert client.post("/visits/day/again/confirm/", confirm).status_code == 302
    assert not Visit.objects.filter(day=on, starts__lt="13:00").exists()
    assert Visit.objects.filter(state="planned").count() == 6
    # Sent twice, it is worked out for a week that is no more.
    client.post("/visits/day/again/confirm/", confirm)
    coming.refresh_from_db()
    assert coming.version == confirm["version"] + 1


def test_a_gap_is_filled_with_who_is_near(client, team, coming):
    near = make_account("Prospect", owner=team["owner"], lon=-3.69, lat=40.41, status="prospect")
    make_account("Far", owner=team["owner"], lon=2.1, lat=41.4, status="prospect")
    client.force_login(team["owner"])
    on = day_with_visits(coming)
    page = client.get("/visits/day/fill/", {"on": on.isoformat()})
    (fit,) = page.context["found"]
    assert fit.name == "Prospect"
    # The whole day is agreed with somebody else, or an hour with this one: nothing fits any more.
    begins = timezone.make_aware(datetime.combine(on, time(8)))
    for account, hours in ((None, 10), (near.pk, 1)):
        meeting = Activity.objects.create(
            kind="meeting", title="M", owner=team["owner"], account_id=account, at=begins,
            ends_at=begins + timedelta(hours=hours),
        )  # fmt: skip
        assert not client.get("/visits/day/fill/", {"on": on.isoformat()}).context["found"]
        meeting.delete()
    client.post("/visits/day/fill/add/", {"on": on.isoformat(), "account": near.pk})
    row = Visit.objects.get(account=near)
    assert (row.day, row.is_fixed, row.state) == (on, True, "planned")
    assert Visit.objects.filter(state="planned").count() == 7
    assert not client.get("/visits/day/fill/", {"on": on.isoformat()}).context["found"]


def test_without_a_published_week_nothing_is_planned_again(client, team):
    client.force_login(team["owner"])
    assert client.get("/visits/day/again/?late=30").context.get("change") is None
    assert client.get("/visits/day/fill/").context["found"] == []
    assert client.post("/visits/day/fill/add/", {"account": "1"}).status_code == 404
    assert client.post("/visits/day/again/confirm/", {"late": "30"}).status_code == 302


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("reader", 403)])
def test_who_plans_their_day_again(client, team, coming, who, status):
    client.force_login(team[who])
    assert client.get("/visits/day/again/").status_code == status
    assert client.get("/visits/day/fill/").status_code == status
    if status == 403:
        assert client.post("/visits/day/again/confirm/").status_code == 403
        assert client.post("/visits/day/fill/add/").status_code == 403


@pytest.mark.parametrize(("who", "status"), [("administrator", 200), ("manager", 403)])
def test_who_sets_the_hours(client, team, who, status):
    client.force_login(team[who])
    assert client.get("/visits/settings/").status_code == status
    wrong = {"day_starts": "18:00", "day_ends": "08:00", "lunch_from": "13:00", "lunch_to": "13:10",
             "lunch_minutes": "60", "visit_minutes": "30", "punctual_minutes": "15"}  # fmt: skip
    assert client.post("/visits/settings/", wrong).status_code == status
    assert not VisitSettings.objects.exists()


def test_hours_that_were_set_are_kept_by_the_next_proposal(team, accounts):
    VisitSettings(day_starts="11:00", day_ends="16:00", lunch_minutes=0).save()
    (made,) = propose([team["owner"]], NEXT, None)
    assert all(one["leaves"] >= "11:00" and one["back"] <= "16:00" for one in made.days)


def test_published_visits_stand_in_the_calendar_and_its_feed(client, team, coming):
    client.force_login(team["owner"])
    visit = coming.visits.filter(day__isnull=False).first()
    page = client.get(f"/calendar/?day={visit.day}").content.decode()
    assert f"{visit.account.name} · Visit" in page
    feed = as_ics(team["owner"]).decode()
    assert f"visit-{visit.pk}@comarca" in feed
    WeekPlan.objects.update(state=WeekPlan.State.DRAFT)
    assert f"visit-{visit.pk}@comarca" not in as_ics(team["owner"]).decode()
