import pytest

from comarca.accounts.tests.factories import make_account
from comarca.base.events import record
from comarca.base.events.comments import comment
from comarca.base.events.notifications import Notification, NotificationChoice


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def mine(team):
    account = make_account("Bar Uno", owner=team["owner"])
    comment(account, team["manager"], "Hola")
    return Notification.objects.get()


def test_the_bell_counts_what_is_unread(client, team, mine):
    client.force_login(team["owner"])
    assert "1 unread" in client.get("/people/").content.decode()
    client.post("/notifications/read/")
    assert "unread" not in client.get("/people/").content.decode()


def test_opening_marks_as_read_and_leads_to_the_object(client, team, mine):
    client.force_login(team["owner"])
    assert "Bar Uno" in client.get("/notifications/").content.decode()
    answer = client.post(f"/notifications/{mine.pk}/")
    assert answer["Location"] == f"/accounts/{mine.event.object_id}/"
    mine.refresh_from_db()
    assert mine.read_at
    client.post(f"/notifications/{mine.pk}/", {"unread": "1"})
    mine.refresh_from_db()
    assert mine.read_at is None
    assert "Bar Uno" in client.get("/notifications/?show=unread").content.decode()


@pytest.mark.parametrize("who", ["administrator", "manager", "stranger", "reader"])
def test_nobody_sees_or_marks_another_persons(client, team, mine, who):
    client.force_login(team[who])
    assert "Bar Uno" not in client.get("/notifications/").content.decode()
    assert client.post(f"/notifications/{mine.pk}/").status_code == 404
    client.post("/notifications/read/")
    mine.refresh_from_db()
    assert mine.read_at is None


def test_what_one_may_no_longer_see_is_not_named(client, team, mine):
    from comarca.accounts.models import Ownership

    Ownership.objects.update(person=team["stranger"])
    client.force_login(team["owner"])
    page = client.get("/notifications/").content.decode()
    assert "Bar Uno" not in page
    assert "no longer see" in page


def test_everybody_chooses_for_themselves(client, team):
    client.force_login(team["owner"])
    page = client.get("/account/notifications/").content.decode()
    assert page.count("<select") >= 4
    client.post("/account/notifications/", {"mail-mention": "off", "mail-account_comment": "x"})
    rows = {row.kind: row for row in NotificationChoice.objects.filter(person=team["owner"])}
    assert (rows["mention"].in_app, rows["mention"].mail) == (False, "off")
    assert rows["account_comment"].mail == "daily"
    assert not NotificationChoice.objects.exclude(person=team["owner"]).exists()


def test_the_page_asks_as_often_for_many(client, team, django_assert_max_num_queries):
    account = make_account("Bar Uno", owner=team["owner"])
    for number in range(30):
        record(account, "changed", actor=team["manager"], after={"segment": str(number)})
    client.force_login(team["owner"])
    with django_assert_max_num_queries(13):
        assert client.get("/notifications/").content.count(b"Bar Uno") == 30
