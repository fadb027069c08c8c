import pytest
from django.test import Client

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.base.events import history_of
from comarca.base.jobs import Job
from comarca.team.models import Person
from comarca.ui.jobs import bulk_edit, bulk_undo
from comarca.ui.lists.models import BulkEdit, Selection
from comarca.ui.lists.views import bulk


def select(client: Client, ids: list[int], act: str = "edit", **more: str) -> str:
    answer = client.post("/objects/account/select/", {"ids": ids, "act": act, **more})
    assert answer.status_code == 302
    return answer["Location"]


def test_preview_then_change_then_undo(boss: Client, accounts: dict[str, Account]) -> None:
    address = select(boss, [account.pk for account in accounts.values()])
    looked = boss.post(address, {"field": "segment", "segment": "bar"})
    assert (looked.context["preview"].changed, looked.context["preview"].unchanged) == (1, 2)
    assert looked.context["preview"].examples == [("Hotel Luna", "hotel", "bar")]
    accounts["luna"].refresh_from_db()
    assert accounts["luna"].segment == "hotel"
    done = boss.post(address, {"field": "segment", "segment": "bar", "sure": "1"}, follow=True)
    assert done.context["changed"] == 1
    accounts["luna"].refresh_from_db()
    assert accounts["luna"].segment == "bar"
    assert history_of(accounts["luna"])[0].after == {"segment": "bar"}
    back = boss.post(f"/objects/bulk/{done.context['edit'].pk}/undo/", follow=True)
    assert back.context["undone"] == 1
    accounts["luna"].refresh_from_db()
    assert accounts["luna"].segment == "hotel"


def test_undo_leaves_what_was_changed_again(boss: Client, accounts: dict[str, Account]) -> None:
    address = select(boss, [accounts["sol"].pk, accounts["luna"].pk])
    done = boss.post(address, {"field": "segment", "segment": "x", "sure": "1"}, follow=True)
    path = f"/objects/account/{accounts['sol'].pk}/field/segment/"
    boss.post(path, {"segment": "mine", "version": 2})
    page = boss.post(f"/objects/bulk/{done.context['edit'].pk}/undo/", follow=True)
    assert [row.name for row in page.context["problems"]] == ["Bar Sol"]
    segments = dict(Account.objects.values_list("name", "segment"))
    assert segments == {"Bar Sol": "mine", "Hotel Luna": "hotel", "Casa Mar": "bar"}
    assert boss.post(f"/objects/bulk/{done.context['edit'].pk}/undo/").status_code == 404


def test_one_refusal_stops_no_other(boss: Client, accounts: dict[str, Account]) -> None:
    address = select(boss, [account.pk for account in accounts.values()])
    page = boss.post(address, {"field": "code", "code": "NEW", "sure": "1"}, follow=True)
    assert page.context["changed"] == 1
    assert len(page.context["problems"]) == 2
    assert "Another account has this code" in page.context["problems"][0].problem


def test_everything_on_the_list_is_changed_not_only_the_page(
    boss: Client, accounts: dict[str, Account]
) -> None:
    for number in range(60):
        make_account(f"Bar {number}", segment="bar")
    address = select(boss, [], all="1", query="segment__is=bar")
    held = Selection.objects.get()
    assert len(held.ids) == 62
    boss.post(address, {"field": "status", "status": "prospect", "sure": "1"})
    assert Account.objects.filter(status="prospect").count() == 62
    assert Account.objects.get(name="Hotel Luna").status == "customer"


def test_a_long_change_is_left_to_the_worker(
    boss: Client, accounts: dict[str, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    address = select(boss, [accounts["sol"].pk, accounts["luna"].pk])
    answer = boss.post(address, {"field": "segment", "segment": "x", "sure": "1"})
    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.pk}/"
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1)
    job.refresh_from_db()
    result = bulk_edit(job)
    assert Account.objects.filter(segment="x").count() == 2
    assert boss.get(result["next"]).context["changed"] == 2
    bulk_edit(job)  # a worker that takes the job over finds nothing left to do
    assert BulkEdit.objects.get().rows.count() == 2
    bulk_undo(job)
    assert not Account.objects.filter(segment="x").exists()


def test_archived_accounts_leave_the_list_and_come_back(
    boss: Client, accounts: dict[str, Account]
) -> None:
    address = select(boss, [accounts["sol"].pk], "archive")
    edit = boss.post(address, follow=True).context["edit"]
    assert [row.title for row in boss.get("/accounts/").context["rows"]] == [
        "Casa Mar",
        "Hotel Luna",
    ]
    assert [row.title for row in boss.get("/accounts/?archived=1").context["rows"]] == ["Bar Sol"]
    assert boss.get(f"/accounts/{accounts['sol'].pk}/").status_code == 200
    boss.post(f"/objects/bulk/{edit.pk}/undo/")
    assert len(boss.get("/accounts/").context["rows"]) == 3


@pytest.mark.parametrize("who", ["peer", "stranger", "read-only"])
def test_nobody_changes_what_they_may_not(
    client: Client, team: dict[str, Person], accounts: dict[str, Account], who: str
) -> None:
    client.force_login(team[who])
    answer = client.post("/objects/account/select/", {"ids": [accounts["sol"].pk], "act": "edit"})
    if who == "read-only":
        assert answer.status_code == 403
    else:
        assert not Selection.objects.exists()


def test_a_selection_and_a_change_are_their_owners_alone(
    client: Client, team: dict[str, Person], accounts: dict[str, Account]
) -> None:
    client.force_login(team["owner"])
    address = select(client, [accounts["sol"].pk])
    page = client.post(address, {"field": "segment", "segment": "x", "sure": "1"}, follow=True)
    client.force_login(team["manager"])
    assert client.get(address).status_code == 404
    edit = page.context["edit"]
    assert client.get(f"/objects/bulk/{edit.pk}/").status_code == 404
    assert client.post(f"/objects/bulk/{edit.pk}/undo/").status_code == 404
    held = Selection.objects.get()
    assert client.get(f"/accounts/?selection={held.pk}").context["rows"] == []
    assert client.get(f"/api/accounts/selection/{held.pk}").status_code == 404


def test_a_selection_goes_to_the_map_and_into_a_file(
    boss: Client, accounts: dict[str, Account]
) -> None:
    on_map = select(boss, [accounts["sol"].pk], "map")
    held = Selection.objects.get()
    assert on_map == f"/map/?selection={held.pk}"
    answer = boss.get(f"/api/accounts/selection/{held.pk}").json()
    assert answer["url"] == f"/accounts/?selection={held.pk}"
    rows = boss.get(f"/accounts/?selection={held.pk}").context["rows"]
    assert [row.title for row in rows] == ["Bar Sol"]
    file = select(boss, [accounts["luna"].pk], "csv", query="segment__is=hotel")
    text = b"".join(boss.get(file)).decode()
    assert "Hotel Luna" in text
    assert "Bar Sol" not in text
