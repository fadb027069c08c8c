"""Several people at the customer's in one activity: form, timeline, list, page, API, erasure."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from comarca.accounts.tests.factories import make_account
from comarca.activities import editing
from comarca.activities.models import Activity, ActivityContact
from comarca.base.events import Event
from comarca.contacts.models import Contact
from comarca.contacts.privacy.erasing import erase
from comarca.contacts.privacy.held import everything_on
from comarca.ui.lists.models import SavedView


@pytest.fixture
def people(account):
    return [Contact.objects.create(account=account, name=name) for name in ("Ana", "Iván", "Rosa")]


@pytest.fixture
def meeting(team, account, people):
    values = {"title": "Ana on prices", "kind": "meeting", "account": account.pk, "state": "done",
              "text": "Ana wants less", "contacts": [one.pk for one in people]}  # fmt: skip
    return editing.create(values, team["owner"])


def test_the_form_offers_the_people_of_the_account_and_the_timeline_names_them(
    client, team, account, people
):
    other = Contact.objects.create(
        account=make_account("Bar Luna", owner=team["owner"]), name="Pío"
    )
    client.force_login(team["owner"])
    page = client.get(f"/objects/activity/new/?account={account.pk}").content.decode()
    assert all(f'value="{one.pk}"' in page for one in people)
    assert "Pío" not in page
    sent = {"title": "Tasting", "kind": "meeting", "account": f"#{account.pk}", "state": "done",
            "at": "2026-03-02T10:00", "contacts": [one.pk for one in people[:2]]}  # fmt: skip
    client.post("/objects/activity/new/", sent)
    row = Activity.objects.get()
    assert list(row.contacts.order_by("pk")) == people[:2]
    told = client.get(f"/timeline/account/{account.pk}/").content.decode()
    assert "With Ana, Iván" in told
    refused = client.post("/objects/activity/new/", {**sent, "contacts": [other.pk]})
    assert "not on offer here" in refused.content.decode()
    assert Activity.objects.count() == 1


def test_without_an_account_people_are_named_and_bring_their_account(client, team, account, people):
    client.force_login(team["owner"])
    assert "data-several" in client.get("/objects/activity/new/").content.decode()
    sent = {"title": "Fair", "kind": "meeting", "state": "done", "at": "2026-03-02T10:00"}
    client.post("/objects/activity/new/", {**sent, "contacts": f"Ana, Rosa #{people[2].pk}"})
    row = Activity.objects.get()
    assert (row.account, list(row.contacts.order_by("pk"))) == (account, [people[0], people[2]])
    answer = client.post("/objects/activity/new/", {**sent, "contacts": "Nobody"}).content.decode()
    assert "Nothing is called" in answer


def test_a_call_is_logged_with_two_people(client, team, account, people):
    client.force_login(team["owner"])
    chosen = [people[0].pk, people[2].pk]
    client.post(f"/activities/accounts/{account.pk}/log/", {"kind": "call", "contacts": chosen})
    assert editing.people_in(Activity.objects.get()) == chosen


def test_list_page_and_programs_know_everybody(client, team, meeting, people):
    client.force_login(team["owner"])
    ivan = people[1]
    for query in (f"contacts__in={ivan.pk}", "contacts.name__contains=Iv"):
        listed = client.get(f"/objects/activity/?{query}").content.decode()
        assert "Ana on prices" in listed, query
    nobody = client.get("/objects/activity/?contacts.name__contains=Zoe").content.decode()
    assert "Ana on prices" not in nobody
    found = client.get("/objects/contact/?activity.kind__in=meeting").content.decode()
    assert "Iván" in found
    panel = client.get(f"/panels/contact/activity/{ivan.pk}/").content.decode()
    assert "Ana on prices" in panel
    page = client.get(f"/activities/{meeting.pk}/").content.decode()
    assert all(f"/objects/contact/{one.pk}/" in page for one in people)
    address = f"/api/objects/activity/{meeting.pk}"
    assert client.get(address).json()["contacts"] == [one.pk for one in people]
    body = {"version": meeting.version, "contacts": [ivan.pk]}
    assert client.patch(address, body, content_type="application/json").status_code == 200
    assert editing.people_in(meeting) == [ivan.pk]


def test_added_on_the_page_of_a_contact_it_is_with_them(client, team, account, people):
    client.force_login(team["owner"])
    sent = {"kind": "call", "title": "Prices", "at": "2026-03-02T10:00"}
    client.post(f"/objects/activity/add-to/contact/{people[0].pk}/", sent)
    row = Activity.objects.get()
    assert (row.account, editing.people_in(row)) == (account, [people[0].pk])


def test_only_people_of_the_account_take_part_and_not_a_crowd(team, account, meeting):
    other = Contact.objects.create(account=make_account("Bar Luna"), name="Pío")
    crowd = Contact.objects.bulk_create(Contact(account=account, name=f"P{n}") for n in range(51))
    for people in ([other.pk], [one.pk for one in crowd]):
        with pytest.raises(ValidationError):
            editing.change(meeting, None, {"contacts": people}, team["owner"])
    assert len(editing.people_in(meeting)) == 3


def test_erasing_one_of_three_takes_what_was_said_now_and_before(team, meeting, people):
    editing.change(meeting, None, {"text": "Ana is ill"}, team["owner"])
    assert everything_on(people[0])["activities"][0]["title"] == "Ana on prices"
    erase(people[0], team["administrator"])
    meeting.refresh_from_db()
    assert (meeting.title, meeting.text, meeting.contacts.count()) == ("Meeting", "", 3)
    told = [str([e.label, e.before, e.after]) for e in Event.objects.filter(object_id=meeting.pk)]
    assert "Ana" not in " ".join(told)


def test_an_occurrence_that_is_detached_keeps_its_people(team, account, people):
    values = {"title": "Tasting", "account": account.pk, "repeats": "FREQ=WEEKLY",
              "contacts": [people[0].pk, people[1].pk]}  # fmt: skip
    row = editing.create(values, team["owner"])
    assert editing.people_in(editing.detach(row, row.at, team["owner"])) == values["contacts"]


def test_the_one_contact_of_before_becomes_the_first_of_several(newest, team, account, people):
    view = SavedView.objects.create(
        object_type="activity", name="Ana's", owner=team["owner"],
        query=f"contacts__in={people[0].pk}&columns=title%2Ccontacts",
    )  # fmt: skip
    call_command("migrate", "activities", "0005", verbosity=0)
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO activities_activity (reference, kind, title, account_id, contact_id,"
            " state, at, is_all_day, timezone, repeats, outcome, text, is_generated, created_at,"
            " updated_at, version) VALUES ('a-1', 'call', 'Prices', %s, %s, 'done', %s, %s,"
            " '', '', '', '', %s, %s, %s, 1)",
            [account.pk, people[0].pk, now, False, False, now, now],
        )
    view.refresh_from_db()
    assert view.query == f"contact__in={people[0].pk}&columns=title%2Ccontact"
    call_command("migrate", "activities", verbosity=0)
    view.refresh_from_db()
    assert view.query == f"contacts__in={people[0].pk}&columns=title%2Ccontacts"
    kept = ActivityContact.objects.get()
    assert (kept.activity.title, kept.contact) == ("Prices", people[0])
