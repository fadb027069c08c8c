"""A new field is described once and shows itself everywhere."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

import comarca
from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account, make_person
from comarca.base.events import history_of
from comarca.base.jobs import Job
from comarca.base.objects import CustomField, CustomValue, Field, find, register
from comarca.base.objects.custom import custom_fields, write_custom
from comarca.base.objects.reading import value_of
from comarca.base.organisation import Organisation
from comarca.base.search import find as find_words
from comarca.base.search import index
from comarca.base.tests.search.conftest import searchable  # noqa: F401
from comarca.imports.display import shown_rows
from comarca.imports.lifecycle import applying, intake, previewing, undoing
from comarca.team.models import Person
from tests.notes.models import Note


@pytest.fixture
def olga(db: None) -> Person:
    Organisation.objects.create(name="Prueba", language="en")
    return make_person("Olga", "administrator")


@pytest.fixture
def described(olga: Person) -> str:
    """The website of accounts, as if it were described today for the first time."""
    account = find("account")
    website = next(one for one in account.fields if one.key == "website")
    without = tuple(one for one in account.fields if one.key != "website")
    register(
        replace(account, fields=(*without, Field(key="website", kind=website.kind, search=True)))
    )
    yield "website"
    register(account)


@pytest.fixture
def added(olga: Person) -> str:
    """A field that the administrator adds."""
    field = CustomField(object_type="account", key="c_site", label="Website two", kind="url")
    field.save()
    return field.key


def test_a_field_is_known_in_five_files_at_most() -> None:
    source = Path(comarca.__file__).parent
    # Who looks for the same customer twice compares this very field; a new one need not be. In
    # sales and service a website is where something came from, and a person's card has its own.
    # Headings that nobody wrote down are read by their words: more of them find more.
    apart = re.compile(
        r"/tests/|linkage/|duplicates[/.]|/sales/|/service/|/vcards\.py|matching/(vocab|concept)"
    )
    knowing = [
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.suffix in {".py", ".html", ".ts", ".po"} and not apart.search(path.as_posix())
        if re.search(r"\bwebsite\b", path.read_text())
    ]
    assert len(knowing) <= 5, knowing


@pytest.mark.parametrize("which", ["described", "added"])
def test_one_description_brings_a_field_everywhere(
    client: Client, olga: Person, which: str, request: pytest.FixtureRequest
) -> None:
    key = request.getfixturevalue(which)
    heading = find("account").fields_for(olga)[key].heading
    client.force_login(olga)
    assert f'name="{key}"' in client.get("/accounts/new/").content.decode()
    client.post("/accounts/new/", {"name": "Sol", "status": "customer", key: "example.com/sol"})
    sol = Account.objects.get()
    make_account("Luna")
    page = client.get(f"/accounts/{sol.pk}/").content.decode()
    assert heading in page
    assert "https://example.com/sol" in page
    asked = f"{key}__contains=sol&columns={key}&sort={key}"
    rows = client.get(f"/accounts/?{asked}").context["rows"]
    assert [cell.text for row in rows for cell in row.cells] == ["Sol", "example.com/sol"]
    exported = b"".join(client.get("/objects/account/export/?all=1")).decode()
    assert heading in exported
    assert "example.com/sol" in exported
    row = client.get(f"/api/objects/account/{sol.pk}").json()
    assert {**row, **row["custom"]}[key] == "example.com/sol"
    assert history_of(sol)[0].after[key] == "example.com/sol"
    found = client.get("/accounts/?q=example.com").context["rows"]
    assert [row.title for row in found] == ["Sol"]
    imported_and_taken_back(sol, key, heading, olga)


def imported_and_taken_back(sol: Account, key: str, heading: str, olga: Person) -> None:
    """Bring another value in a file, under the field's own label."""
    text = f"Name;{heading}\nSol;example.com/new\nMar;example.com/mar\n"
    batch = intake.take_in("accounts.csv", [text.encode()], olga)
    previewing.prepare(batch)
    assert batch.mapping == {"Name": "name", heading: key}
    row = batch.rows.get(number=2)
    change = shown_rows(batch, [row], olga)[0].changes
    assert change == [(heading, "example.com/sol", "example.com/new")]
    field = find("account").fields_for(olga)[key]
    applying.apply(batch, olga)
    assert value_of(field, Account.objects.get(pk=sol.pk)) == "example.com/new"
    assert value_of(field, Account.objects.get(name="Mar")) == "example.com/mar"
    undoing.undo(batch, olga)
    assert value_of(field, Account.objects.get(pk=sol.pk)) == "example.com/sol"
    assert CustomValue.objects.count() == (field.custom_id is not None)


def test_every_custom_kind_is_typed_shown_filtered_and_sent(client: Client, olga: Person) -> None:
    typed = {
        "text": ("hello", "contains=ell"), "decimal": ("2.5", "gte=2"), "money": ("10", "lte=10"),
        "date": ("2026-02-03", "from=2026-02-01"), "choice": ("a", "in=a"),
        "choices": (["a", "b"], "in=b"), "boolean": ("yes", "yes=1"),
        "person": (str(olga.pk), "in=me"), "url": ("example.com", "contains=example"),
    }  # fmt: skip
    client.force_login(olga)
    for kind in typed:
        client.post(
            "/objects/custom-fields/account/new/",
            {"label": kind, "kind": kind, "options": "a\nb", "position": "1"},
        )
    assert CustomField.objects.count() == len(typed)
    sent = {f"c_{kind}": value for kind, (value, _asked) in typed.items()}
    client.post("/accounts/new/", {"name": "Sol", "status": "customer", **sent})
    sol = Account.objects.get()
    make_account("Luna")
    for kind, (_value, asked) in typed.items():
        rows = client.get(f"/accounts/?c_{kind}__{asked}&sort=c_{kind}").context["rows"]
        assert [row.title for row in rows] == ["Sol"], kind
    shown = client.get(f"/accounts/{sol.pk}/edit/").content.decode()
    assert 'value="2026-02-03"' in shown
    custom = client.get(f"/api/objects/account/{sol.pk}").json()["custom"]
    assert (custom["c_choices"], custom["c_boolean"], custom["c_date"]) == (
        ["a", "b"],
        True,
        "2026-02-03",
    )


def test_only_administrators_add_fields(client: Client, olga: Person) -> None:
    client.force_login(make_person("Ana", "sales_operations"))
    assert client.get("/objects/custom-fields/").status_code == 403
    sent = {"label": "x", "kind": "text", "position": "1"}
    assert client.post("/objects/custom-fields/account/new/", sent).status_code == 403
    client.force_login(olga)
    client.post("/objects/custom-fields/account/new/", sent)
    field = CustomField.objects.get()
    client.post(f"/objects/custom-fields/{field.pk}/retire/")
    assert "c_x" not in find("account").fields_for(olga)


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"label": "Segment", "kind": "text"}, "label"),
        ({"label": "Size", "kind": "choice"}, "options"),
        ({"label": "Beds", "kind": "decimal", "default": "many"}, "default"),
        ({"label": "Size", "kind": "choice", "options": "S\nM", "default": "L"}, "default"),
        ({"label": "Deep", "kind": "json"}, "kind"),
        ({"label": "", "kind": "text"}, "label"),
    ],
)
def test_a_field_that_cannot_be_is_refused(
    client: Client, olga: Person, sent: dict[str, str], wrong: str
) -> None:
    client.force_login(olga)
    page = client.post("/objects/custom-fields/account/new/", {"position": "1", **sent})
    assert wrong in page.context["form"].errors
    assert not CustomField.objects.exists()


def test_a_required_field_with_a_default_starts_with_it(client: Client, olga: Person) -> None:
    client.force_login(olga)
    client.post(
        "/objects/custom-fields/account/new/",
        {"label": "Size", "kind": "choice", "options": "S\nM", "default": "m",
         "is_required": "on", "position": "1"},
    )  # fmt: skip
    form = client.get("/accounts/new/").context["form"]
    assert form["c_size"].initial == "M"
    refused = client.post("/accounts/new/", {"name": "Sol", "status": "customer", "c_size": ""})
    assert "c_size" in refused.context["form"].errors
    body = {"name": "Sol"}
    made = client.post("/api/objects/account/", body, content_type="application/json")
    assert made.json()["custom"]["c_size"] == "M"


def test_words_of_own_fields_are_searched_and_forgotten_with_the_field(
    client: Client,
    olga: Person,
    searchable: None,  # noqa: F811
) -> None:
    client.force_login(olga)
    sent = {"label": "Wine", "kind": "choice", "options": "Albariño\nRioja", "position": "1"}
    client.post("/objects/custom-fields/account/new/", sent)
    client.post("/objects/custom-fields/note/new/", {**sent, "label": "Mood"})
    sol = make_account("Sol")
    note = Note.objects.create(title="Visit", account=sol)
    write_custom(custom_fields("account"), {sol.pk: {"c_wine": "Albariño"}})
    write_custom(custom_fields("note"), {note.pk: {"c_mood": "Rioja"}})
    assert Job.objects.filter(kind="search.rebuild").count() == 2
    for kind, words, title in (("account", "albarino", "Sol"), ("note", "rioja", "Visit")):
        index.rebuild(kind)
        assert [hit.title for hit in find_words(olga, words).hits] == [title]
    CustomField.objects.update(roles=["administrator"])
    index.rebuild("account")
    assert not find_words(olga, "albarino").hits  # the index knows no readers' rights on fields
