"""Monday: what stands in calendars enters the plan, a visit is moved at a price that is shown."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from comarca.accounts.tests.factories import make_account
from comarca.activities import editing
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.events import history_of
from comarca.base.events.notifications import Notification
from comarca.relations.models import Promise
from comarca.visits.models import AccountCycle, Visit, WeekPlan
from comarca.visits.planning.again import ChangedMeanwhile, settle, visits_of, write
from comarca.visits.planning.due import monday_of
from comarca.visits.planning.move import CannotMove, confirm, move
from comarca.visits.planning.standing import at_risk, by_person, overdue, owned
from comarca.visits.planning.week import propose
from comarca.visits.tests.conftest import MONDAY

ZONE = ZoneInfo("Europe/Madrid")
NEXT = monday_of() + timedelta(days=7)


@pytest.fixture
def coming(team, accounts):
    """The owner's draft of next week: all of it may still be moved."""
    (made,) = propose([team["owner"]], NEXT, team["manager"])
    return made


def test_appointments_and_busy_hours_enter_the_plan(team, accounts):
    agreed, at = accounts[0], datetime.combine(MONDAY, time(11), ZONE)
    for account, hour in ((agreed.pk, 0), (None, 3)):
        begins = at + timedelta(hours=hour)
        values = {"kind": "meeting", "title": "M", "account": account, "at": begins,
                  "ends_at": begins + timedelta(hours=1)}  # fmt: skip
        editing.create(values, team["owner"])
    (made,) = propose([team["owner"]], MONDAY, None)
    visits = list(made.visits.all())
    assert agreed.pk not in {one.account_id for one in visits}
    assert len(visits) == 5
    for one in visits:
        if one.day == MONDAY:
            assert one.ends <= time(11) or time(12) <= one.starts
            assert one.ends <= time(14) or time(15) <= one.starts


def test_an_account_of_its_own_cycle_counts_by_it(team, accounts):
    AccountCycle.objects.create(account=accounts[0], visits=1, weeks=1, minutes=90, weekdays="3")
    (made,) = propose([team["owner"]], MONDAY, None)
    visit = made.visits.get(account=accounts[0])
    assert (visit.minutes, visit.day) == (90, MONDAY + timedelta(days=2))


def test_by_hand_drives_the_same_visits(coming):
    assert coming.by_hand["visits"] == 6
    assert coming.by_hand["km"] >= coming.total("km") * 0.9


def test_a_moved_visit_stays_where_it_was_put_and_the_rest_settles(team, coming):
    visit = coming.visits.filter(day__isnull=False).order_by("day", "order").first()
    friday = NEXT + timedelta(days=4)
    found = move(visit, friday, time(12))
    assert found.is_possible
    before = {one.pk: (one.day, one.starts) for one in coming.visits.all()}
    shown = found.versions
    confirm(found, team["manager"], shown)
    visit.refresh_from_db()
    assert (visit.day, visit.starts, visit.is_fixed) == (friday, time(12), True)
    told = {shift.visit.pk for shift in found.changes[0].shifts}
    for one in coming.visits.all():
        if one.pk not in told:
            assert abs((one.starts.hour - before[one.pk][1].hour) * 60
                       + one.starts.minute - before[one.pk][1].minute) < 5  # fmt: skip
    coming.refresh_from_db()
    assert coming.visits.filter(state="planned").count() == 6
    with pytest.raises(ChangedMeanwhile):
        confirm(found, team["manager"], shown)  # the same move a second time
    event = history_of(coming).first()
    assert event.action == "week_changed"
    assert visit.account.name in event.after["moved"][0]


def test_a_visit_goes_to_another_person(team, coming):
    other = team["stranger"]
    other.home_lon, other.home_lat = -3.6, 40.4
    other.save()
    make_account("Bar X", owner=other, segment="A", lon=-3.6, lat=40.42)
    (theirs,) = propose([other], NEXT, None)
    visit = coming.visits.filter(day__isnull=False).first()
    found = move(visit, NEXT + timedelta(days=1), None, theirs)
    assert found.is_possible
    confirm(found, team["operations"], found.versions)
    visit.refresh_from_db()
    assert (visit.week, visit.day) == (theirs, NEXT + timedelta(days=1))
    assert coming.visits.count() == 5


def test_what_cannot_be_moved_says_why(team, week, coming):
    with pytest.raises(CannotMove, match="past"):
        move(week.visits.first(), MONDAY, None)
    visit = coming.visits.first()
    with pytest.raises(CannotMove, match="other_week"):
        move(visit, NEXT + timedelta(days=8), None)
    night = move(visit, NEXT, time(23))
    assert not night.is_possible
    assert Visit.objects.get(pk=visit.pk).day == visit.day


def test_an_unchanged_week_is_left_as_it_is(coming):
    change = settle(coming, visits_of(coming))
    assert change.shifts == []
    stale = settle(coming, visits_of(coming))
    write(change, None)
    with pytest.raises(ChangedMeanwhile):
        write(stale, None)


def test_nothing_moves_to_a_time_that_has_passed(coming):
    noon = datetime.combine(NEXT + timedelta(days=2), time(12), ZONE)
    rows = visits_of(coming)
    for row in rows:
        row.day = row.starts = row.ends = None
        row.state = Visit.State.LEFT_OUT
    change = settle(coming, rows, noon)
    after = [one.after for one in change.shifts]
    assert len(after) == 6
    assert all(after)
    assert min(after) >= (noon.date(), noon.time())


def test_who_is_overdue_and_at_risk_is_counted_by_person(team, accounts):
    now = datetime.combine(MONDAY, time(9), ZONE)
    for account, days in ((accounts[0], 30), (accounts[1], 2)):
        Activity.objects.create(account=account, owner=team["owner"], kind="visit", state="done",
                                title="V", at=now - timedelta(days=days))  # fmt: skip
    Promise.objects.create(title="Call", account=accounts[2], due_on=date(2020, 1, 1))
    rows = owned([team["owner"].pk, team["stranger"].pk], MONDAY)
    rows_today = owned([team["owner"].pk], today())
    assert by_person(overdue(rows, MONDAY)) == {team["owner"].pk: 1}
    assert by_person(at_risk(rows_today)) == {team["owner"].pk: 1}


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("manager", 200), ("reader", 404), ("stranger", 404)]
)
def test_who_moves_visits_and_reads_the_board(client, team, coming, who, status):
    client.force_login(team[who])
    visit = coming.visits.first()
    assert client.get(f"/visits/weeks/{coming.pk}/").status_code == status
    move_page = f"/visits/{visit.pk}/move/"
    wanted = {"reader": 403}.get(who, status)  # sees the draft's visits, plans nothing
    day = (NEXT + timedelta(days=2)).isoformat()
    assert client.get(move_page, {"day": day}).status_code == wanted
    done = client.post(f"{move_page}confirm/", {"day": day, "versions": "x"})
    assert done.status_code == (302 if status == 200 else wanted)
    direct = client.post(f"/visits/{visit.pk}/direct/", {"is_priority": "on", "note": "Go first"})
    assert direct.status_code == (302 if status == 200 else wanted)
    visit.refresh_from_db()
    assert visit.is_priority is (status == 200)
    said = client.post(f"/visits/weeks/{coming.pk}/instructions/", {"instructions": "Sell X"})
    assert said.status_code == (302 if status == 200 else 404)


def test_people_are_told_what_is_theirs_and_what_moves(client, team, coming):
    client.force_login(team["manager"])
    client.post("/visits/week/publish/", {"starts": NEXT.isoformat()})
    told = Notification.objects.filter(kind="visits_week")
    assert [one.person for one in told] == [team["owner"]]
    coming.refresh_from_db()
    assert coming.state == WeekPlan.State.PUBLISHED
    visit = coming.visits.filter(day__isnull=False).first()
    page = f"/visits/{visit.pk}/move/"
    asked = {"day": (NEXT + timedelta(days=3)).isoformat(), "at": "12:00", "week": coming.pk}
    shown = client.get(page, asked)
    assert "minutes of driving" in shown.content.decode()
    versions = shown.context["move"].versions
    answer = client.post(f"{page}confirm/", {**asked, "versions": versions})
    assert answer["Location"] == f"/visits/weeks/{coming.pk}/"
    assert told.all().count() == 2
    client.force_login(team["owner"])
    client.get("/account/notifications/")
    assert "12:00" in client.get(f"/visits/weeks/{coming.pk}/").content.decode()
