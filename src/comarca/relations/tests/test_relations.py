"""Needs, promises, plans, steps and agreements: pages, files, API, and who may do what."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from comarca.accounts.models import Account
from comarca.base.objects import find
from comarca.imports.tests.bringing import bring
from comarca.relations.models import Need, PlanStep, Promise
from comarca.relations.slots import _late
from comarca.team.models import Person

KINDS = ("need", "promise", "account_plan", "plan_step", "agreement")
NEW = {
    "need": {"title": "New"},
    "promise": {"title": "New", "due_on": "2026-12-01"},
    "account_plan": {"objective": "New"},
    "agreement": {"title": "New", "valid_from": "2026-01-01", "kind": "prices"},
}


@pytest.mark.parametrize(
    ("who", "page", "writes"),
    [("owner", 200, 302), ("manager", 200, 302), ("stranger", 404, 404), ("read-only", 200, 403)],
)
def test_who_sees_and_adds_what(
    client: Client, people: dict[str, Person], account: Account, records: dict[str, Any],
    who: str, page: int, writes: int,
) -> None:  # fmt: skip
    client.force_login(people[who])
    for kind in KINDS:
        row = records[kind]
        assert client.get(f"/objects/{kind}/{row.pk}/").status_code == page
        assert client.get(f"/api/objects/{kind}/{row.pk}").status_code == page
        exported = b"".join(client.get(f"/objects/{kind}/export/"))
        listed = client.get(f"/objects/{kind}/").content.decode()
        assert (str(row).encode() in exported) is (str(row) in listed) is (page == 200)
    for kind, sent in NEW.items():
        assert client.get(f"/panels/account/{kind}/{account.pk}/").status_code == page
        add = f"/objects/{kind}/add-to/account/{account.pk}/"
        assert client.post(add, sent).status_code == writes, kind
    step = f"/objects/plan_step/add-to/account_plan/{records['account_plan'].pk}/"
    assert client.post(step, {"title": "Next"}).status_code == writes
    made = PlanStep.objects.filter(title="Next").values_list("account", flat=True)
    assert list(made) == ([account.pk] if writes == 302 else [])


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_exported_is_imported_unchanged(
    client: Client, people: dict[str, Person], records: dict[str, Any], tmp_path: Path, kind: str
) -> None:
    boss = people["administrator"]
    client.force_login(boss)
    answer = client.get(f"/objects/{kind}/export/?all=1&as=csv")
    (path := tmp_path / "rows.csv").write_bytes(b"".join(answer))
    result = bring(path, kind, boss)
    assert (result.unchanged, result.changed, result.created, result.problems) == (1, 0, 0, [])
    if kind == "need":
        Need.objects.all().delete()
        assert bring(path, kind, boss).created == 1
        assert sorted(Need.objects.get().need_families.values_list("family__name", flat=True)) == [
            "Cleaning", "Coffee",
        ]  # fmt: skip


def test_families_are_chosen_written_filtered_by_and_told(
    client: Client, people: dict[str, Person], records: dict[str, Any]
) -> None:
    need = records["need"]
    coffee, cleaning = need.need_families.order_by("pk").values_list("family", flat=True)
    client.force_login(people["owner"])
    sent = {"title": need.title, "account": f"#{need.account_id}", "state": "open", "version": 1}
    client.post(f"/objects/need/{need.pk}/edit/", {**sent, "families": [cleaning]})
    assert list(need.need_families.values_list("family", flat=True)) == [cleaning]
    timeline = client.get(f"/panels/need/timeline/{need.pk}/").content.decode()
    assert "Coffee, Cleaning" in timeline
    for family, found in ((cleaning, 1), (coffee, 0)):
        rows = client.get(f"/objects/need/?families__in={family}").context["rows"]
        assert len(rows) == found
    body = {"families": [coffee, cleaning], "version": 2}
    answer = client.patch(f"/api/objects/need/{need.pk}", body, content_type="application/json")
    assert answer.json()["families"] == sorted([coffee, cleaning])
    body = {"families": [999_999], "version": 3}
    answer = client.patch(f"/api/objects/need/{need.pk}", body, content_type="application/json")
    assert answer.status_code == 422


def test_a_late_promise_asks_for_attention_until_it_is_kept(
    client: Client, rf: RequestFactory, people: dict[str, Person], records: dict[str, Any]
) -> None:

    def told(who: str) -> list[str]:
        request = rf.get("/")
        request.user = people[who]
        return [one.text for one in _late(request)]

    assert told("owner") == ["1 of your promises is late."]
    assert told("manager") == ["1 promise of others to your accounts is late."]
    assert told("stranger") == []
    client.force_login(people["owner"])
    late = client.get("/objects/promise/?standing__in=late").context["rows"]
    assert [row.title for row in late] == ["Send the samples"]
    Promise.objects.update(kept_on="2026-11-01")
    assert told("owner") == []


def test_an_agreement_that_ends_before_it_begins_is_refused(
    client: Client, people: dict[str, Person], account: Account
) -> None:
    client.force_login(people["owner"])
    sent = {**NEW["agreement"], "valid_to": "2025-01-01"}
    answer = client.post(f"/objects/agreement/add-to/account/{account.pk}/", sent)
    assert "ends after the day it begins" in answer.content.decode()


@pytest.mark.parametrize("kind", ["need", "promise", "contact"])
def test_lists_and_panels_ask_no_more_for_a_thousand(
    client: Client, people: dict[str, Person], account: Account, records: dict[str, Any], kind: str
) -> None:
    client.force_login(people["owner"])
    model, made, counts = find(kind).model, 0, []
    named = {"name": "X"} if kind == "contact" else {"title": "X"}
    if kind == "promise":
        named["due_on"] = "2026-01-01"
    for size in (10, 1000):
        model._default_manager.bulk_create(
            model(account=account, **named) for _n in range(made, size)
        )
        made = size
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/objects/{kind}/")
            client.get(f"/panels/account/{kind}/{account.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
