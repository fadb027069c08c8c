"""Export then import changes nothing; the API and the search box read the same description."""

import pytest

from comarca.activities import editing
from comarca.activities.models import Absence, Activity
from comarca.activities.tests.conftest import at
from comarca.imports.tests.bringing import bring


@pytest.mark.parametrize(("language", "form"), [("es", "xlsx"), ("en", "csv"), ("es", "csv")])
def test_what_is_exported_is_imported_unchanged(client, team, account, tmp_path, language, form):
    from comarca.accounts.tests.factories import make_account

    make_account("Bar Sol", owner=team["owner"])  # two accounts of one name
    boss = team["administrator"]
    boss.language = language
    boss.save()
    rows = [
        {"title": "=Call", "kind": "call", "account": account.pk, "at": at(2026, 3, 29, 9, 5),
         "outcome": "good", "state": "done", "text": "Line\nand line"},
        {"title": "Inventory", "kind": "meeting", "at": at(2026, 10, 25, 23, 59),
         "ends_at": at(2026, 10, 26, 1), "repeats": "FREQ=WEEKLY;INTERVAL=2",
         "timezone": "Atlantic/Canary"},
        {"title": "Day", "at": at(2026, 5, 4), "is_all_day": True, "owner": team["owner"].pk},
    ]  # fmt: skip
    for values in rows:
        editing.create(values, boss)
    Absence.objects.create(
        person=team["owner"], first_day="2026-08-01", back_on="2026-08-15", title="Beach"
    )
    client.force_login(boss)
    for kind, count, model in (("activity", 3, Activity), ("absence", 1, Absence)):
        answer = client.get(f"/objects/{kind}/export/?all=1&as={form}")
        (path := tmp_path / f"{kind}.{form}").write_bytes(b"".join(answer))
        again = bring(path, kind, boss)
        assert (again.unchanged, again.changed, again.created, again.problems) == (count, 0, 0, [])
        before = sorted(model.objects.values_list("reference", "title"))
        model.objects.all().delete()
        assert bring(path, kind, boss).created == count
        assert sorted(model.objects.values_list("reference", "title")) == before
    call = Activity.objects.get(kind="call")
    assert (call.at, call.account, call.text) == (at(2026, 3, 29, 9, 5), account, "Line\nand line")


def test_the_api_plans_and_changes(client, team, account):
    client.force_login(team["owner"])
    body = {"title": "Offer", "account": account.pk, "at": "2026-03-02T10:00:00+01:00"}
    made = client.post("/api/objects/activity/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["kind"], row["state"], row["owner"]) == ("task", "planned", team["owner"].pk)
    path = f"/api/objects/activity/{row['id']}"
    body = {"ends_at": "2026-03-02T09:00:00+01:00", "version": 1}
    wrong = client.patch(path, body, content_type="application/json")
    assert wrong.status_code == 422


def test_activities_are_found_by_their_words(
    client, team, activity, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        editing.change(activity, None, {"text": "Ñandú"}, team["owner"])
    for who, seen in (("owner", True), ("stranger", False)):
        client.force_login(team[who])
        assert (b"Offer" in client.get("/api/search?q=nandu").content) is seen
