from datetime import date, timedelta

import pytest
from django.utils import timezone

from comarca.accounts.tests.factories import make_account
from comarca.base.events import Event, record
from comarca.base.events.comments import Comment
from comarca.base.events.notifications import Notification
from comarca.base.events.timeline import timeline
from comarca.team.mentions import find_mentions

HTMX = {"HX-Request": "true"}
WHO = [
    ("administrator", 200), ("operations", 200), ("manager", 200), ("owner", 200),
    ("service", 200), ("reader", 200), ("stranger", 404), ("stranger_manager", 404),
]  # fmt: skip


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def account(team):
    made = make_account("Bar Uno", owner=team["owner"])
    made.ownerships.update(valid_from=date(2020, 1, 1))
    return made


def address(account, *more):
    return f"/timeline/account/{account.pk}/" + "".join(f"{part}/" for part in more)


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_reads_a_timeline_and_who_comments(client, team, account, who, status):
    client.force_login(team[who])
    assert client.get(address(account)).status_code == status
    panel = client.get(f"/panels/account/timeline/{account.pk}/")
    assert panel.status_code == status
    answer = client.post(address(account, "comment"), {"text": "Llamar mañana"})
    expected = 403 if who == "reader" else 302 if status == 200 else 404
    assert answer.status_code == expected
    assert Comment.objects.exists() is (expected == 302)


@pytest.mark.parametrize("who", ["administrator", "manager", "owner", "stranger", "reader"])
def test_who_deletes_a_comment(client, team, account, who):
    client.force_login(team["owner"])
    client.post(address(account, "comment"), {"text": "Secreto"})
    made = Comment.objects.get()
    client.force_login(team[who])
    answer = client.post(address(account, "comment", made.pk))
    expected = {"administrator": 302, "owner": 302, "stranger": 404}.get(who, 403)
    assert answer.status_code == expected
    made.refresh_from_db()
    assert (made.text == "") is (expected == 302)
    page = client.get(address(account)).content.decode() if who != "stranger" else ""
    assert ("Secreto" in page) is (expected == 403)


def test_only_pages_with_a_timeline_have_one(client, team):
    client.force_login(team["administrator"])
    assert client.get(f"/timeline/person/{team['owner'].pk}/").status_code == 404
    assert client.get("/timeline/nothing/1/").status_code == 404


def test_changes_comments_and_owners_stand_in_order(team, account):
    values = {"before": {"segment": "A"}, "after": {"segment": "B"}}
    record(account, "changed", actor=team["manager"], **values)
    Comment.objects.create(
        model="accounts.account", object_id=account.pk, author=team["owner"], text="Hola",
        at=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    entries, more = timeline(account, team["owner"])
    assert [(e.actor, e.title or e.text) for e in entries] == [
        ("Manager", "Changed"), ("Owner", "Hola"), ("Owner", "Owner from this day on"),
    ]  # fmt: skip
    assert [(c.label, c.before, c.after) for c in entries[0].changes] == [("Segment", "A", "B")]
    assert more is None


def test_older_entries_follow_page_by_page(client, team, account, django_assert_max_num_queries):
    now = timezone.now()
    for number in range(45):
        event = record(account, "changed", after={"segment": str(number)})
        Event.objects.filter(pk=event.pk).update(at=now - timedelta(minutes=number))
    client.force_login(team["owner"])
    seen, more = [], None
    for _page in range(3):
        entries, more = timeline(account, team["owner"], more)
        seen += [e.changes[0].after for e in entries if e.changes]
    assert seen == [str(n) for n in range(45)]
    assert more is None
    with django_assert_max_num_queries(14):
        page = client.get(address(account), headers=HTMX).content.decode()
    assert "Show older" in page


def test_an_invalid_moment_is_ignored(client, team, account):
    client.force_login(team["owner"])
    assert client.get(f"{address(account)}?before=2026-99-99T00:00").status_code == 200


def test_a_mention_tells_those_who_may_see_it_and_says_whom_it_did_not_find(client, team, account):
    client.force_login(team["owner"])
    text = "@manager @stranger mirad esto, x@service.com"
    page = client.post(address(account, "comment"), {"text": text}, follow=True).content.decode()
    assert list(Notification.objects.values_list("person", "kind")) == [
        (team["manager"].pk, "mention")
    ]
    assert "@stranger" in page
    assert "Nobody was told" in page


def test_people_are_mentioned_by_e_mail_or_name(team):
    team["owner"].name = "Ana Pérez"
    everybody = list(team.values())
    found = find_mentions("¡Hola @AnaPerez y @Manager!", everybody, lambda person: True)
    assert {p.email for p in found.people} == {"owner@example.com", "manager@example.com"}
    assert find_mentions("owner@example.com", everybody, lambda person: True).people == ()


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_an_empty_or_endless_comment_is_refused(client, team, account, text):
    client.force_login(team["owner"])
    client.post(address(account, "comment"), {"text": text})
    assert not Comment.objects.exists()


def test_a_field_that_the_reader_may_not_see_stays_hidden(team, account):
    from comarca.base.objects import CustomField
    from comarca.base.objects.custom import custom_fields

    CustomField.objects.create(
        object_type="account", key="margin", label="Margin", kind="text", roles=["sales_operations"]
    )
    key = custom_fields("account")[0].key
    record(account, "changed", after={key: "33 %", "segment": "A"})
    seen = {
        who: [change.label for change in timeline(account, team[who])[0][0].changes]
        for who in ("operations", "owner")
    }
    assert seen == {"operations": ["Margin", "Segment"], "owner": ["Segment"]}
