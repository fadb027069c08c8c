"""Any described object comes in with a file: preview, duplicates, undo; here the guide's notes."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account, make_person
from comarca.base.events import Event, record
from comarca.base.organisation import Organisation
from comarca.imports.described import applying, previewing, undoing
from comarca.imports.lifecycle import intake
from comarca.imports.lifecycle.chunking import Pace
from comarca.imports.lifecycle.undoing import CannotUndo
from comarca.imports.models import Import
from comarca.imports.tests.files import work
from comarca.team.models import Person
from tests.notes.models import Note

HEAD = "Título;Cuenta;Tipo;Seguimiento;Texto"
FILE = "\r\n".join(
    [
        HEAD,
        "New oven;S1;Llamada;01/12/2026;A bigger one",
        "Old oven;S1;visit;13/12/2026;Now it says more",
        "Fridge;nowhere;visit;;No such account",
        ";S1;visit;;No title",
        "New oven;S1;call;01/12/2026;Said twice",
    ]
)


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    Organisation.objects.create(name="Prueba", language="en")
    manager = make_person("Marta", "territory_manager")
    return {
        "manager": manager,
        "owner": make_person("Ana", manager=manager),
        "other manager": make_person("Eva", "territory_manager"),
        "read-only": make_person("Luz", "read_only"),
        "operations": make_person("Olga", "sales_operations"),
    }


@pytest.fixture
def account(people: dict[str, Person]) -> Account:
    return make_account("Bar Sol", code="S1", owner=people["owner"])


@pytest.fixture
def old(account: Account) -> Note:
    return Note.objects.create(
        title="Old oven", account=account, follow_up=date(2026, 12, 13), text="Small"
    )


def previewed(person: Person | None, text: str = FILE, kind: str = "note") -> Import:
    batch = intake.take_in("notes.csv", [text.encode("latin-1")], person, kind)
    previewing.prepare(batch)
    return batch


def actions(batch: Import) -> list[str]:
    return list(batch.rows.order_by("number").values_list("action", flat=True))


def test_a_file_of_notes_goes_all_the_way_from_the_list_to_undo(
    client: Client, people: dict[str, Person], old: Note
) -> None:
    client.force_login(people["operations"])
    assert "/imports/new/?kind=note" in client.get("/objects/note/").content.decode()
    form = client.get("/imports/new/?kind=note").content.decode()
    assert "<strong>Title</strong> (required)" in form
    sent = {"kind": "note", "file": SimpleUploadedFile("n.csv", FILE.encode("latin-1"))}
    page = client.post("/imports/new/", sent)["Location"]
    batch = Import.objects.get()
    work(batch.job)
    assert actions(batch) == ["new", "changed", "skipped", "error", "duplicate"]
    shown = client.get(page).content.decode()
    assert "Nothing is called “nowhere”." in shown
    assert "A new one needs Title; it is not in the row." in shown
    assert "Like row 2" in shown
    assert "<del" in shown
    assert "Now it says more" in shown
    assert Note.objects.count() == 1
    client.post(f"{page}apply/")
    work(Import.objects.get().job)
    old.refresh_from_db()
    assert old.text == "Now it says more"
    made = Note.objects.get(title="New oven")
    assert (made.kind, made.follow_up, made.text) == ("call", date(2026, 12, 1), "A bigger one")
    assert client.get(page).status_code == 200
    client.post(f"{page}undo/")
    work(Import.objects.get().job)
    old.refresh_from_db()
    assert (old.text, Note.objects.count()) == ("Small", 1)
    assert Import.objects.get().state == "undone"


def test_what_was_exported_comes_back_unchanged(
    client: Client, people: dict[str, Person], old: Note, account: Account
) -> None:
    Note.objects.create(title="=Old oven", account=account, text='a;b\n"c"')
    client.force_login(people["operations"])
    text = b"".join(client.get("/objects/note/export/?as=csv&all=1")).decode("utf-8-sig")
    batch = intake.take_in("notes.csv", [text.encode()], people["operations"], "note")
    previewing.prepare(batch)
    assert actions(batch) == ["unchanged", "unchanged"]


def test_what_somebody_may_not_see_does_not_exist_for_their_file(
    client: Client, people: dict[str, Person], old: Note
) -> None:
    batch = previewed(people["other manager"])
    assert set(actions(batch)) == {"skipped"}  # the account is unknown to them
    client.force_login(people["manager"])
    assert client.get(f"/imports/{batch.pk}/").status_code == 404
    client.force_login(people["read-only"])
    assert client.get("/imports/new/?kind=note").status_code == 403
    client.force_login(people["manager"])  # who may not add people
    assert client.get("/imports/new/?kind=person").status_code == 403
    assert client.post("/imports/new/", {"kind": "plan"}).status_code == 403
    mine = previewed(people["manager"], kind="person", text="name;email\nX;x@example.com\n")
    assert client.get(f"/imports/{mine.pk}/").status_code == 403


def test_an_import_that_others_have_built_on_stays(people: dict[str, Person], old: Note) -> None:
    batch = previewed(people["operations"])
    applying.apply(batch, people["operations"])
    record(Note.objects.get(title="New oven"), "commented", actor=people["owner"])
    with pytest.raises(CannotUndo) as refused:
        undoing.undo(batch, people["operations"])
    assert [(one.row, one.name) for one in refused.value.obstacles] == [(2, "New oven")]
    old.refresh_from_db()
    assert old.text == "Now it says more"


def test_what_changed_after_the_preview_stays_out_and_is_told(
    people: dict[str, Person], old: Note
) -> None:
    batch = previewed(people["operations"])
    Note.objects.filter(pk=old.pk).update(text="Changed by hand")
    assert applying.apply(batch, people["operations"]) == {"created": 1, "updated": 0}
    old.refresh_from_db()
    assert old.text == "Changed by hand"
    row = batch.rows.get(number=3)
    assert row.action == "error"
    assert "It was changed after the preview" in row.problems[-1]["problem"]


def test_a_cut_off_import_goes_on_or_is_taken_back(people: dict[str, Person], account) -> None:
    rows = "\n".join(f"Note {n};S1" for n in range(120))
    for way in ("go on", "take back"):
        batch = previewed(people["operations"], f"title;account\n{rows}\n")

        class PowerCut(Exception):
            pass

        def cut(share: float, text: str) -> None:
            raise PowerCut

        with pytest.raises(PowerCut):
            applying.apply(batch, people["operations"], cut, Pace(size=50))
        batch.refresh_from_db()
        assert (batch.state, Note.objects.count()) == ("applying", 50)
        if way == "go on":
            assert applying.apply(batch, people["operations"])["created"] == 120
        undoing.undo(batch, people["operations"])
        assert not Note.objects.exists()
        assert batch.state == ("undone" if way == "go on" else "previewed")


@pytest.mark.parametrize(("choice", "text", "count"), [
    ("skip", "Small", 1), ("update", "Other", 1), ("new", "Small", 2),
])  # fmt: skip
def test_a_likely_duplicate_waits_for_a_decision(
    client: Client, people: dict[str, Person], old: Note, choice: str, text: str, count: int
) -> None:
    Note.objects.filter(pk=old.pk).update(title="Óld oven")
    rows = "title;account;follow up;text\nOLD OVEN;S1;2026-12-13;Other\n"
    batch = previewed(people["operations"], rows)
    assert actions(batch) == ["duplicate"]
    client.force_login(people["operations"])
    client.post(f"/imports/{batch.pk}/duplicates/", {"choice": choice})
    applying.apply(batch, people["operations"])
    old.refresh_from_db()
    assert (old.text, Note.objects.count()) == (text, count)


def test_people_come_in_and_go(people: dict[str, Person]) -> None:
    text = "name;email;role\nNora;nora@example.com;representative\nAna;no address;\n"
    batch = previewed(people["operations"], text, "person")
    assert actions(batch) == ["new", "unchanged"]
    assert batch.summary["noted"] == 1  # the address that is none was left out
    applying.apply(batch, None)
    assert Person.objects.get(email="nora@example.com").name == "Nora"
    assert Event.objects.filter(model="exchange.import", action="import_applied").exists()
    undoing.undo(batch, None)
    assert not Person.objects.filter(email="nora@example.com").exists()
