import csv
import io
from datetime import UTC, datetime

import pytest
from python_calamine import CalamineWorkbook

from comarca.base.events import Event, record

WHO = ["administrator", "operations", "manager", "owner", "stranger", "service", "reader"]


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def events(team):
    boss, owner = team["administrator"], team["owner"]
    rows = [
        record(owner, "changed", actor=boss, before={"name": "A"}, after={"name": "=1+1"}),
        record(owner, "password_changed", actor=owner),
        record(team["stranger"], "changed", after={"name": "B"}),
    ]
    for day, event in enumerate(rows, 1):
        at = datetime(2026, 3, day, 12, tzinfo=UTC)
        Event.objects.filter(pk=event.pk).update(at=at)
    return rows


@pytest.mark.parametrize("who", WHO)
def test_only_administrators_read_the_audit_log(client, team, events, who):
    client.force_login(team[who])
    expected = 200 if who == "administrator" else 403
    assert client.get("/audit/").status_code == expected
    assert client.get("/audit/export/").status_code == expected
    assert (b'href="/audit/"' in client.get("/people/").content) is (who == "administrator")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 3), ("action=changed", 2), ("who=nobody", 1), ("q=stranger", 1), ("q=owner", 2),
        ("model=team.person", 3), ("model=x.y", 0), ("from=2026-03-02", 2), ("until=2026-03-02", 2),
        ("from=2026-03-02&until=2026-03-02", 1), ("from=yesterday", 3), ("from=2026-02-31", 3),
        ("q=99999999999999999999", 0), ("page=999999", 3),
    ],
)  # fmt: skip
def test_it_filters(client, team, events, asked, count):
    client.force_login(team["administrator"])
    answer = client.get(f"/audit/?{asked}")
    assert len(answer.context["lines"]) == count


def test_by_who_and_of_an_object(client, team, events):
    client.force_login(team["administrator"])
    lines = client.get(f"/audit/?who={team['owner'].pk}").context["lines"]
    assert [line["event"].action for line in lines] == ["password_changed"]
    lines = client.get(f"/audit/?q={team['owner'].pk}").context["lines"]
    assert len(lines) == 2


def test_both_files_hold_what_is_seen_without_formulas(client, team, events):
    client.force_login(team["administrator"])
    answer = client.get("/audit/export/?action=changed")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=","))
    assert len(rows) == 3
    assert rows[2][1:5] == ["Administrator", "Changed", "Person", "Owner"]
    assert rows[2][5] == "Name: A → =1+1"
    book = client.get("/audit/export/?action=changed&format=xlsx").content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [row[1:] for row in sheet] == [row[1:] for row in rows]


def test_the_page_asks_as_often_for_many(client, team, django_assert_max_num_queries):
    client.force_login(team["administrator"])
    for number in range(50):
        record(team["owner"], "changed", after={"name": str(number)})
    with django_assert_max_num_queries(14):
        assert len(client.get("/audit/").context["lines"]) == 50


def test_a_failed_log_in_is_told_and_what_was_typed_is_not_kept(client, team):
    for email in ("owner@example.com", "secret-typed-in-the-wrong-box"):
        client.post("/account/login/", {"username": email, "password": "wrong"})
    event = Event.objects.get(action="login_failed")
    assert (event.object_id, event.actor, event.data) == (team["owner"].pk, None, {})
