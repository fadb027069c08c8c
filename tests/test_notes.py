"""The example of the guide: one description brings list, page, form, files, API and history."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account, make_person
from comarca.base.events import history_of
from comarca.base.objects import CustomField
from comarca.base.organisation import Organisation
from comarca.imports.tests.bringing import bring
from comarca.team.models import Person
from tests.notes.models import Note

APP = Path(__file__).parent / "notes"


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    Organisation.objects.create(name="Prueba", language="en")
    manager = make_person("Marta", "territory_manager")
    return {
        "owner": make_person("Ana", manager=manager),
        "manager": manager,
        "stranger": make_person("Eva"),
        "read-only": make_person("Luz", "read_only"),
        "administrator": make_person("Olga", "administrator"),
    }


@pytest.fixture
def account(people: dict[str, Person]) -> Account:
    return make_account("Bar Sol", code="S1", segment="bar", owner=people["owner"])


@pytest.fixture
def note(account: Account) -> Note:
    return Note.objects.create(title="New oven", account=account, text="They want a bigger one")


def test_the_example_stays_within_its_lines() -> None:
    lines = sum(len(path.read_text().splitlines()) for path in APP.glob("*.py"))
    assert lines <= 120


def test_a_note_from_form_to_list_to_file(
    client: Client, people: dict[str, Person], account: Account
) -> None:
    client.force_login(people["owner"])
    form = client.get(f"/objects/note/new/?account={account.pk}").content.decode()
    assert f"Bar Sol #{account.pk}" in form
    sent = {"title": "New oven", "account": "S1", "kind": "call", "follow_up": "2026-12-01"}
    made = client.post("/objects/note/new/", sent)
    note = Note.objects.get()
    assert made["Location"] == f"/objects/note/{note.pk}/"
    page = client.get(made["Location"]).content.decode()
    page += client.get(f"/panels/note/timeline/{note.pk}/").content.decode()
    for words in ("New oven", "Bar Sol", "Call", "Created", "Ana"):
        assert words in page
    rows = client.get("/objects/note/?kind=call&account.segment__is=bar").context["rows"]
    assert [row.title for row in rows] == ["New oven"]
    assert client.get("/objects/note/?account.segment__is=hotel").context["rows"] == []
    assert b"New oven" in b"".join(client.get("/objects/note/export/?as=csv"))
    noted = client.get("/accounts/?note.kind__in=call").context["rows"]
    assert [row.title for row in noted] == ["Bar Sol"]
    assert client.get("/objects/note/choose/?q=oven").json()["found"] == [f"New oven #{note.pk}"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_is_imported_unchanged(
    client: Client, people: dict[str, Person], note: Note, tmp_path: Path, language: str, form: str
) -> None:
    CustomField.objects.create(object_type="note", key="c_stars", label="Stars", kind="decimal")
    Note.objects.create(title="=Call", account=note.account, kind="call", follow_up="2026-03-04")
    boss = people["administrator"]
    boss.language = language
    boss.save()
    client.force_login(boss)
    body = {"version": 1, "custom": {"c_stars": 4.5}}
    client.patch(f"/api/objects/note/{note.pk}", body, content_type="application/json")
    answer = client.get(f"/objects/note/export/?all=1&as={form}")
    (path := tmp_path / f"notes.{form}").write_bytes(b"".join(answer))
    result = bring(path, "note", boss)
    assert len(result.mapping) == 6
    assert (result.unchanged, result.changed, result.created, result.problems) == (2, 0, 0, [])
    Note.objects.all().delete()
    assert bring(path, "note", boss).created == 2
    assert Note.objects.get(kind="call").follow_up == date(2026, 3, 4)
    assert Note.objects.get(kind="visit").account == note.account
    Note.objects.create(title="New oven", account=note.account)
    twice = bring(path, "note", boss)
    assert (twice.created, twice.unchanged, len(twice.problems)) == (0, 1, 1)


def test_notes_are_found_in_the_search_box_by_those_who_may_see_them(
    client: Client,
    people: dict[str, Person],
    account: Account,
    django_capture_on_commit_callbacks,
) -> None:
    client.force_login(people["owner"])
    sent = {"title": "New oven", "account": "S1", "kind": "call", "text": "Ñandú"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/objects/note/new/", sent)
    for who, seen in (("owner", True), ("manager", True), ("stranger", False)):
        client.force_login(people[who])
        for words in ("oven", "nandu"):
            found = client.get(f"/api/search?q={words}").content.decode()
            assert ("New oven" in found) is seen


def test_a_change_is_told_and_a_conflict_loses_nothing(
    client: Client, people: dict[str, Person], note: Note
) -> None:
    client.force_login(people["owner"])
    sent = {"title": "Bigger oven", "account": f"#{note.account_id}", "kind": "visit"}
    client.post(f"/objects/note/{note.pk}/edit/", {**sent, "version": 1})
    assert history_of(note)[0].before == {"title": "New oven", "text": "They want a bigger one"}
    late = client.post(f"/objects/note/{note.pk}/edit/", {**sent, "title": "No", "version": 1})
    assert late.status_code == 409
    note.refresh_from_db()
    assert note.title == "Bigger oven"


def test_notes_are_archived_and_come_back(
    client: Client, people: dict[str, Person], note: Note
) -> None:
    client.force_login(people["owner"])
    client.post(f"/objects/note/{note.pk}/archive/")
    assert client.get("/objects/note/").context["rows"] == []
    client.post(f"/objects/note/{note.pk}/archive/", {"back": "1"})
    assert len(client.get("/objects/note/").context["rows"]) == 1


def test_the_api_reads_and_writes_notes(
    client: Client, people: dict[str, Person], account: Account
) -> None:
    client.force_login(people["owner"])
    stars = CustomField.objects.create(
        object_type="note", key="c_stars", label="Stars", kind="decimal"
    )
    body = {"title": "New oven", "account": account.pk, "custom": {"c_stars": 4}}
    made = client.post("/api/objects/note/", body, content_type="application/json")
    assert made.status_code == 201
    row = made.json()
    assert (row["title"], row["kind"], row["version"]) == ("New oven", "visit", 1)
    assert float(row["custom"]["c_stars"]) == 4
    path = f"/api/objects/note/{row['id']}"
    body = {"text": "Soon", "version": 1}
    changed = client.patch(path, body, content_type="application/json")
    assert (changed.status_code, changed.json()["text"], changed.json()["version"]) == (
        200,
        "Soon",
        2,
    )
    stale = client.patch(path, body | {"text": "x"}, content_type="application/json")
    assert (stale.status_code, stale.json()["code"]) == (409, "changed_meanwhile")
    assert stale.json()["current"]["text"] == "Soon"
    found = client.get("/api/objects/note/?c_stars__gte=3").json()
    assert [one["id"] for one in found["items"]] == [row["id"]]
    assert client.get("/api/objects/note/?c_stars__gte=5").json()["items"] == []
    stars.roles = ["administrator"]
    stars.save()
    assert client.get(path).json()["custom"] == {}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"account": 1}, "title"),
        ({"title": "x", "account": 999_999}, "account"),
        ({"title": "x" * 200, "account": 1}, "title"),
        ({"title": "x", "account": 1, "kind": "letter"}, "kind"),
        ({"title": "x", "account": 1, "custom": {"c_none": 1}}, "c_none"),
        ({"title": "x", "account": 1, "follow_up": "soon"}, "body"),
        ({"title": "x", "account": 1, "titel": "y"}, "titel"),
    ],
)
def test_the_api_says_which_field_cannot_be_used(
    client: Client, people: dict[str, Person], account: Account, body: dict, field: str
) -> None:
    client.force_login(people["owner"])
    if body["account"] == 1:
        body["account"] = account.pk
    answer = client.post("/api/objects/note/", body, content_type="application/json")
    assert answer.status_code == 422
    assert any(field in name for name in answer.json()["fields"])
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("owner", 200, True),
        ("manager", 200, True),
        ("administrator", 200, True),
        ("stranger", 404, False),
        ("read-only", 200, False),
    ],
)
def test_who_may_do_what(
    client: Client, people: dict[str, Person], note: Note, who: str, reads: int, writes: bool
) -> None:
    client.force_login(people[who])
    seen = reads == 200
    path = f"/objects/note/{note.pk}/"
    assert client.get(path).status_code == reads
    assert client.get(f"/api{path[:-1]}").status_code == reads
    assert len(client.get("/objects/note/").context["rows"]) == seen
    assert (b"New oven" in b"".join(client.get("/objects/note/export/"))) is seen
    assert len(client.get("/api/objects/note/").json()["items"]) == seen
    assert bool(client.get("/objects/note/choose/?q=oven").json()["found"]) is seen
    sent = {"title": "Changed", "account": f"#{note.account_id}", "kind": "visit", "version": 1}
    client.post(f"{path}edit/", sent)
    note.refresh_from_db()
    assert (note.title == "Changed") is writes
    body = {"title": "Again", "version": 2}
    answer = client.patch(f"/api{path[:-1]}", body, content_type="application/json")
    assert answer.status_code == (200 if writes else 403 if seen else 404)
    client.post(f"{path}archive/")
    note.refresh_from_db()
    assert (note.archived_at is not None) is writes


def test_the_document_of_the_api_names_every_field(
    client: Client, people: dict[str, Person]
) -> None:
    client.force_login(people["administrator"])
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    assert {"title", "account", "kind", "follow_up", "text"} <= set(
        schemas["NoteRow"]["properties"]
    )
    assert schemas["NewNote"]["required"] == ["title", "account"]
    assert schemas["NoteChange"]["required"] == ["version"]
