"""The everyday acts: log, next step, done, and the timeline on which all of it stands."""

from datetime import timedelta

from django.utils import timezone

from comarca.activities import editing
from comarca.activities.models import Activity
from comarca.activities.tests.conftest import at
from comarca.base.events.comments import comment
from comarca.base.events.timeline import timeline


def test_a_call_is_logged_and_the_next_step_asked_for(client, team, account):
    client.force_login(team["owner"])
    page = client.get(f"/accounts/{account.pk}/").content.decode()
    assert "Log a call" in page
    assert "Next step" in page
    answer = client.post(f"/activities/accounts/{account.pk}/log/", {"kind": "call"}, follow=True)
    assert "What is the next step?" in answer.content.decode()
    done = Activity.objects.get()
    assert (done.state, done.kind, done.title, done.owner) == (
        "done", "call", "Call", team["owner"],
    )  # fmt: skip
    client.post(answer.redirect_chain[-1][0], {"days": "7", "title": "Send the offer"})
    step = Activity.objects.get(state="planned")
    done.refresh_from_db()
    assert (done.next_step, step.account, step.is_all_day) == (step, account, True)
    day = timezone.localtime(step.at)
    assert (day.hour, day.weekday() < 5) == (0, True)
    assert "Send the offer" in client.get(f"/accounts/{account.pk}/").content.decode()


def test_the_first_line_of_a_note_is_its_subject(client, team, account):
    client.force_login(team["owner"])
    sent = {"kind": "note", "text": "Closes in August\nAsk again in September"}
    client.post(f"/activities/accounts/{account.pk}/log/", sent)
    row = Activity.objects.get()
    assert (row.title, row.text) == ("Closes in August", sent["text"])


def test_a_next_step_needs_a_day(client, team, account):
    client.force_login(team["owner"])
    answer = client.post(f"/activities/accounts/{account.pk}/next/", {"title": "Call"})
    assert "Choose a day." in answer.content.decode()
    assert not Activity.objects.exists()


def test_done_with_an_old_version_changes_nothing(client, team, activity):
    client.force_login(team["owner"])
    editing.change(activity, 1, {"title": "Another"}, team["manager"])
    answer = client.post(f"/activities/{activity.pk}/done/", {"version": "1"}, follow=True)
    assert "Somebody changed this activity" in answer.content.decode()
    activity.refresh_from_db()
    assert activity.state == "planned"


def test_the_timeline_holds_activities_events_and_remarks_and_loses_none(team, account):
    boss = team["administrator"]
    for number in range(7):  # whole days: all of them at the same moment
        values = {"title": f"T{number}", "account": account.pk, "at": at(2026, 3, 2), "is_all_day":
                  True, "state": "done"}  # fmt: skip
        editing.create(values, boss)
    comment(account, boss, "Nice people")
    titles, more = [], None
    while True:
        entries, more = timeline(account, boss, more, most=2)
        titles += [entry.title for entry in entries if entry.title.startswith("Task")]
        if more is None:
            break
    assert sorted(titles) == [f"Task: T{number}" for number in range(7)]
    assert not any("Activity" in entry.title for entry in timeline(account, boss)[0])


def test_an_address_of_the_timeline_that_makes_no_sense_begins_at_the_top(client, team, activity):
    client.force_login(team["owner"])
    for odd in ("x", "2026-01-01~x", "2026-13-45T00:00:00+00:00~1", "~", "2026-01-01T00:00:00~2"):
        answer = client.get(f"/timeline/account/{activity.account_id}/?before={odd}")
        assert answer.status_code == 200


def test_my_tasks_are_overdue_today_and_next(client, team, account):
    now = editing.now()
    for days, title in ((-3, "Late"), (0, "Now"), (2, "Soon"), (30, "Far")):
        values = {"title": title, "account": account.pk, "at": now + timedelta(days=days)}
        editing.create(values, team["owner"])
    client.force_login(team["owner"])
    todo = client.get("/tasks/").context["todo"]
    named = [[due.activity.title for due in part] for part in (todo.overdue, todo.today, todo.next)]
    assert named == [["Late"], ["Now"], ["Soon"]]
    assert (
        "1 of your activities is overdue."
        in client.get(f"/panels/home/attention/{team['owner'].pk}/").content.decode()
    )


def test_a_repeated_task_is_ticked_off_one_occurrence_at_a_time(client, team, account):
    row = editing.create(
        {"title": "Stock", "at": at(2026, 3, 2, 9), "repeats": "FREQ=WEEKLY", "account":
         account.pk}, team["owner"],
    )  # fmt: skip
    client.force_login(team["owner"])
    for week in (0, 1):
        client.post(f"/activities/{row.pk}/done/")
        moment = row.at + timedelta(weeks=week)
        assert row.occurrences.get(occurrence_at=moment).state == "done"
    row.refresh_from_db()
    assert (row.state, row.occurrences.count()) == ("planned", 2)


def test_a_visit_that_was_made_becomes_an_activity(team, account):
    row = editing.from_visit(account, team["owner"], at(2026, 3, 2, 10), 45, text="Two orders")
    row.refresh_from_db()
    assert (row.kind, row.state, row.ends_at) == ("visit", "done", at(2026, 3, 2, 10, 45))


def test_pages_ask_as_often_for_many_activities_as_for_few(
    client, team, account, django_assert_max_num_queries
):
    client.force_login(team["owner"])
    pages = [f"/accounts/{account.pk}/", f"/timeline/account/{account.pk}/", "/tasks/",
             "/objects/activity/", f"/panels/home/tasks/{team['owner'].pk}/"]  # fmt: skip

    def counts():
        found = []
        for page in pages:
            client.get(page)
            with django_assert_max_num_queries(60) as asked:
                assert client.get(page).status_code == 200
            found.append(len(asked))
        return found

    def fill(count):
        now = editing.now()
        Activity.objects.bulk_create(
            Activity(title=f"T{n}", account=account, owner=team["owner"],
                     at=now + timedelta(hours=n - 500), state=("done", "planned")[n % 2])
            for n in range(count)
        )  # fmt: skip

    fill(10)
    few = counts()
    fill(990)
    assert counts() == few
