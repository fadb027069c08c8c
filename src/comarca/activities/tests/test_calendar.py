"""The calendar's windows, moving by drag and form, absences, holidays, and who sees whose."""

from datetime import date, timedelta

import pytest

from comarca.accounts.tests.factories import make_layer, make_unit
from comarca.activities import editing
from comarca.activities.agenda.holidays import holidays_of
from comarca.activities.agenda.team import IN_A_CELL
from comarca.activities.agenda.window import Window
from comarca.activities.models import Absence, Activity, CalendarSource, OuterEvent
from comarca.activities.tests.conftest import at
from comarca.activities.views.calendar import TEAM
from comarca.team.models import Person


@pytest.mark.parametrize("view", ["day", "week", "month", "agenda"])
def test_each_view_shows_what_stands_in_it(client, team, activity, view):
    client.force_login(team["owner"])
    page = client.get(f"/calendar/?view={view}&day=2026-03-02")
    assert (page.status_code, b"Offer" in page.content, b"Bar Sol" in page.content) == (
        200, True, True,
    )  # fmt: skip
    empty = client.get(f"/calendar/?view={view}&day=2026-06-02").content
    assert b"Offer" not in empty


@pytest.mark.parametrize("view", ["day", "week", "month", "agenda", "year"])
def test_an_address_that_makes_no_sense_shows_a_calendar(client, team, view):
    client.force_login(team["owner"])
    for said in ("", "x", "2026-13-45", "0001-01-01", "9999-12-31"):
        assert client.get(f"/calendar/?view={view}&day={said}&who=x").status_code == 200


def test_a_month_shows_whole_weeks():
    window = Window.of("month", "2026-02-10")
    assert (window.start, window.end, window.before, window.after) == (
        date(2026, 1, 26), date(2026, 3, 2), date(2026, 1, 31), date(2026, 3, 1),
    )  # fmt: skip


def test_a_manager_sees_the_team_and_a_stranger_does_not(client, team, activity):
    Absence.objects.create(person=team["owner"], first_day="2026-03-03", back_on="2026-03-05")
    for who, seen in (("manager", True), ("stranger_manager", False), ("stranger", False)):
        client.force_login(team[who])
        for asked in ("team", str(team["owner"].pk)):
            page = client.get(f"/calendar/?day=2026-03-02&who={asked}").content.decode()
            assert ("Offer" in page) is seen
            assert (page.count("Owner: Holiday") == 2) is seen


def test_others_see_only_that_somebody_is_busy(client, team):
    source = CalendarSource.objects.create(person=team["owner"], name="Home", url="https://x.org")
    OuterEvent.objects.create(
        source=source, person=team["owner"], uid="1", title="Dentist", at=at(2026, 3, 2, 9),
        ends_at=at(2026, 3, 2, 10),
    )  # fmt: skip
    client.force_login(team["owner"])
    assert b"Dentist" in client.get("/calendar/?day=2026-03-02").content
    client.force_login(team["manager"])
    page = client.get(f"/calendar/?day=2026-03-02&who={team['owner'].pk}").content
    assert (b"Dentist" in page, b"Busy" in page) == (False, True)


def test_moving_keeps_the_length_and_the_winner(client, team, activity):
    client.force_login(team["owner"])
    Activity.objects.filter(pk=activity.pk).update(ends_at=activity.at + timedelta(minutes=45))
    path = f"/activities/{activity.pk}/move/"
    sent = {"at": "2026-03-29T10:15", "version": "1"}
    answer = client.post(path, sent, headers={"accept": "application/json"})
    assert answer.json() == {"id": activity.pk, "version": 2}
    activity.refresh_from_db()
    assert (activity.at, activity.ends_at) == (at(2026, 3, 29, 10, 15), at(2026, 3, 29, 11))
    assert client.post(path, {**sent, "at": "2026-03-30T10:15"}).status_code == 409
    assert client.post(path, {"at": "soon", "version": "2"}).status_code == 422


def test_one_occurrence_is_moved_and_the_others_stay(client, team, account):
    row = editing.create(
        {"title": "Stock", "at": at(2026, 3, 2, 9), "repeats": "FREQ=WEEKLY", "account":
         account.pk}, team["owner"],
    )  # fmt: skip
    client.force_login(team["owner"])
    sent = {"at": "2026-03-10T11:00", "occurrence": at(2026, 3, 9, 9).isoformat(), "version": "1"}
    client.post(f"/activities/{row.pk}/move/", sent)
    client.post(f"/activities/{row.pk}/move/", {**sent, "occurrence": "2026-03-11T09:00"})
    page = client.get("/calendar/?view=month&day=2026-03-10").content.decode()
    assert page.count("Stock") == 5
    assert Activity.objects.exclude(pk=row.pk).get().at == at(2026, 3, 10, 11)


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 302), ("manager", 302), ("reader", 403), ("stranger", 404)]
)
def test_who_moves(client, team, activity, who, status):
    client.force_login(team[who])
    sent = {"at": "2026-03-03T10:00", "version": "1"}
    assert client.post(f"/activities/{activity.pk}/move/", sent).status_code == status
    activity.refresh_from_db()
    assert (activity.at == at(2026, 3, 3, 10)) is (status == 302)


def test_holidays_are_those_of_the_region_where_somebody_lives(team):
    layer = make_layer()
    make_unit(layer, lon=-3.7, lat=40.4, region="Madrid")
    make_unit(layer, lon=2.2, lat=41.4, region="Barcelona")
    madrid, barcelona = team["owner"], team["manager"]
    madrid.home_lon, madrid.home_lat = -3.71, 40.41
    barcelona.home_lon, barcelona.home_lat = 2.17, 41.39

    def on(people, day):
        return [name for _day, name in holidays_of("ES", people, day, day + timedelta(days=1))]

    assert on([barcelona], date(2026, 9, 11)) != []
    assert on([madrid], date(2026, 9, 11)) == []
    assert "(Barcelona)" in on([madrid, barcelona], date(2026, 9, 11))[0]
    assert on([], date(2026, 12, 25)) != []
    assert on([madrid], date(2026, 12, 25)) == on([], date(2026, 12, 25))
    assert list(holidays_of("XX", [madrid], date(2026, 1, 1), date(2026, 2, 1))) == []


def test_the_calendar_asks_as_often_for_many_activities_as_for_few(
    client, team, account, django_assert_max_num_queries
):
    client.force_login(team["manager"])

    def count():
        with django_assert_max_num_queries(40) as asked:
            assert client.get("/calendar/?view=month&day=2026-03-02&who=team").status_code == 200
        return len(asked)

    def fill(number):
        Activity.objects.bulk_create(
            Activity(title=f"T{n}", account=account, owner=team["owner"],
                     at=at(2026, 3, 2) + timedelta(minutes=n),
                     repeats="" if n % 10 else "FREQ=WEEKLY")
            for n in range(number)
        )  # fmt: skip

    fill(10)
    few = count()
    fill(990)
    assert count() == few


def test_ones_own_calendar_is_whole_however_many_people_there_are(client, team):
    Person.objects.bulk_create(
        Person(email=f"p{n}@example.com", name=f"P {n:03}", role="representative")
        for n in range(TEAM + 5)
    )
    last = Person.objects.get(name=f"P {TEAM + 4:03}")
    client.force_login(team["administrator"])
    left = {
        who: client.get(f"/calendar/?who={who}").context["left_out"]
        for who in ("", last.pk, "team")
    }
    assert (left[""], left[last.pk]) == (0, 0)
    assert left["team"] == Person.objects.active().count() - TEAM
    # Whoever comes after the first sixty can be chosen all the same.
    assert client.get(f"/calendar/?who={last.pk}").context["who"] == str(last.pk)


def test_a_team_of_many_has_a_line_for_each_person_and_a_cell_for_each_day(client, team):
    """Of two people of one name each has their own; nobody's hours are a finger wide."""
    twins = [Person.objects.create(email=f"ana{n}@example.com", name="Ana Gil",
                                   role="representative", manager=team["manager"])
             for n in range(6)]  # fmt: skip
    for hour in range(5):
        editing.create({"title": f"Call {hour}", "at": at(2026, 3, 3, 9 + hour)}, twins[1])
    Absence.objects.create(person=twins[2], first_day=date(2026, 3, 4), back_on=date(2026, 3, 5),
                           title="Course")  # fmt: skip
    client.force_login(team["manager"])
    page = client.get("/calendar/?who=team&day=2026-03-02")
    lines = {line.person.pk: line for line in page.context["lines"]}
    assert [len(day.entries) for day in lines[twins[1].pk].days] == [0, 5, 0, 0, 0, 0, 0]
    assert [len(day.absences) for day in lines[twins[2].pk].days] == [0, 0, 1, 0, 0, 0, 0]
    assert not any(day.entries for day in lines[twins[0].pk].days)
    body = page.content.decode()
    assert body.count("data-entry=") == IN_A_CELL
    assert f"?view=day&day=2026-03-03&who={twins[1].pk}" in body
    assert body.count('data-day="2026-03-03"') == len(lines)  # each cell takes what is dropped
    alone = client.get(f"/calendar/?who={twins[1].pk}&day=2026-03-02")
    assert (alone.context["lines"], alone.content.count(b"data-entry=")) == ([], 5)
