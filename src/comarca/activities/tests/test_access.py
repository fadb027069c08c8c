"""Who may see and do what, on every route of the activities."""

from dataclasses import replace

import pytest

from comarca.accounts import belonging
from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.activities import editing
from comarca.activities.models import Activity
from comarca.base.objects import find
from comarca.base.objects.filters import Condition, filter_rows

READERS = [("owner", 200), ("manager", 200), ("service", 200), ("reader", 200), ("stranger", 404)]
WRITERS = [("owner", 302), ("manager", 302), ("service", 302), ("reader", 403), ("stranger", 404)]
ACTS = [
    ("/activities/{activity}/done/", {}),
    ("/activities/{activity}/cancel/", {}),
    ("/activities/{activity}/next/", {"days": "7"}),
    ("/activities/accounts/{account}/log/", {"kind": "call"}),
    ("/activities/accounts/{account}/next/", {"days": "1"}),
]


@pytest.mark.parametrize(("who", "status"), READERS)
def test_who_reads(client, team, activity, who, status):
    client.force_login(team[who])
    assert client.get(f"/activities/{activity.pk}/").status_code == status
    assert client.get(f"/api/objects/activity/{activity.pk}").status_code == status
    seen = status == 200
    assert (b"Offer" in client.get("/objects/activity/").content) is seen
    assert (b"Offer" in b"".join(client.get("/objects/activity/export/"))) is seen
    assert client.get("/tasks/").status_code == 200


@pytest.mark.parametrize(("who", "status"), WRITERS)
@pytest.mark.parametrize(("where", "sent"), ACTS)
def test_who_acts(client, team, activity, who, status, where, sent):
    client.force_login(team[who])
    count = Activity.objects.count()
    path = where.format(activity=activity.pk, account=activity.account_id)
    # A reader is told so; a stranger finds nothing, whatever they may do elsewhere.
    assert client.post(path, sent).status_code == status
    if status != 302:
        activity.refresh_from_db()
        assert (Activity.objects.count(), activity.state) == (count, "planned")


def test_an_activity_without_an_account_is_seen_by_its_person_and_their_manager(client, team):
    row = editing.create({"title": "Tax return"}, team["owner"])
    seen = {"owner": 200, "manager": 200, "stranger": 404, "stranger_manager": 404}
    for who, status in seen.items():
        client.force_login(team[who])
        assert client.get(f"/activities/{row.pk}/").status_code == status


def test_nobody_is_given_an_activity_that_they_would_not_see(client, team, account):
    client.force_login(team["manager"])
    sent = {"title": "Call", "kind": "call", "account": f"#{account.pk}", "state": "planned",
            "at": "2026-03-02T10:00", "owner": team["stranger"].pk}  # fmt: skip
    team["stranger"].manager = team["manager"]
    team["stranger"].save()
    answer = client.post("/objects/activity/new/", sent)
    assert "does not see this account" in answer.content.decode()
    assert not Activity.objects.exists()


@pytest.mark.parametrize("many", [0, 2000])
def test_how_many_accounts_somebody_has_changes_the_question_not_the_answer(
    team, account, activity, monkeypatch, many
):
    monkeypatch.setattr(belonging, "MANY", many)
    alone = editing.create({"title": "Tidy up", "kind": "task"}, team["owner"])
    both = {activity.pk, alone.pk}
    for who, expected in (("owner", both), ("manager", both), ("stranger", set())):
        assert set(Activity.objects.visible_to(team[who]).values_list("pk", flat=True)) == expected


@pytest.mark.parametrize("archived", [False, True])
@pytest.mark.parametrize("who", ["owner", "manager", "reader", "stranger"])
def test_accounts_by_their_activities_are_those_by_the_rule_asked_again(
    team, account, activity, who, archived
):
    other = make_account("Café Luz", owner=team["stranger"])
    editing.create({"title": "Ring", "account": other.pk, "kind": "call"}, team["stranger"])
    Account.objects.filter(pk=account.pk).update(archived_at=activity.at if archived else None)
    kind = find("account")
    rows = kind.visible_to(team[who])
    asked = [Condition("activity.kind", "in", ("call",))]
    found = filter_rows(rows, kind, asked, team[who])
    seen = Activity.objects.visible_to(team[who]).filter(kind="call")
    expected = set(rows.values_list("pk", flat=True)) & set(seen.values_list("account", flat=True))
    assert set(found.values_list("pk", flat=True)) == expected


def test_what_follows_its_account_says_so_and_a_rule_of_its_own_does_not():
    assert find("activity").follows == "account"
    assert find("contact").follows == "account"
    assert find("account").follows == ""
    own = replace(find("activity"), visible=lambda user: Activity.objects.none())
    assert own.follows == ""
