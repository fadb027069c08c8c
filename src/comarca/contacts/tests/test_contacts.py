"""Contacts from their description: pages, files, API, and who may do what."""

from pathlib import Path

import pytest
from django.test import Client

from comarca.accounts.models import Account
from comarca.contacts.models import Contact
from comarca.contacts.tests.factories import make_contact
from comarca.imports.tests.bringing import bring
from comarca.team.models import Person


def test_a_contact_is_added_on_the_accounts_page_and_shown_there(
    client: Client, people: dict[str, Person], account: Account
) -> None:
    client.force_login(people["owner"])
    add = f"/objects/contact/add-to/account/{account.pk}/"
    answer = client.post(add, {"name": "Rosa Díaz", "role": "decides"})
    assert answer["Location"] == f"/accounts/{account.pk}/"
    body = client.get(answer["Location"]).content.decode()
    for words in ("Rosa Díaz", "Decides", add):
        assert words in body
    assert Contact.objects.get().account == account
    for sent, said in (
        ({}, "Write the name."),
        ({"name": ""}, "Write the name."),
        ({"email": "rosa@"}, "valid email"),
    ):
        refused = client.post(add, sent)
        assert refused.status_code == 200
        assert said in refused.content.decode()
    panel = client.post(add, {"name": "Iván"}, headers={"HX-Request": "true"}).content.decode()
    assert "Iván" in panel
    assert "<html" not in panel


def test_the_form_writes_to_the_account_of_the_page_alone(
    client: Client, people: dict[str, Person], account: Account
) -> None:
    from comarca.accounts.tests.factories import make_account

    other = make_account("Hotel Luna", owner=people["owner"])
    client.force_login(people["owner"])
    sent = {"name": "Eva", "account": f"#{other.pk}"}
    client.post(f"/objects/contact/add-to/account/{account.pk}/", sent)
    assert Contact.objects.get().account == account


def test_the_short_form_is_fetched_when_it_is_opened(
    client: Client, people: dict[str, Person], account: Account
) -> None:
    client.force_login(people["owner"])
    add = f"/objects/contact/add-to/account/{account.pk}/"
    page = client.get(f"/accounts/{account.pk}/").content.decode()
    assert f'hx-get="{add}"' in page
    assert "add-contact-name" not in page
    fetched = client.get(add, headers={"HX-Request": "true"}).content.decode()
    assert "add-contact-name" in fetched
    assert "<html" not in fetched
    alone = client.get(add).content.decode()  # without a script: a page with the form open
    assert "add-contact-name" in alone
    assert "Sol" in alone
    assert " open>" in alone


@pytest.mark.parametrize(
    ("who", "page", "writes"),
    [("owner", 200, 302), ("manager", 200, 302), ("stranger", 404, 404), ("read-only", 200, 403)],
)
def test_who_sees_contacts_and_adds_them(
    client: Client, people: dict[str, Person], account: Account, who: str, page: int, writes: int
) -> None:
    contact = make_contact(account, "Rosa Díaz", email="rosa@sol.example")
    client.force_login(people[who])
    seen = page == 200
    assert client.get(f"/objects/contact/{contact.pk}/").status_code == page
    assert client.get(f"/api/objects/contact/{contact.pk}").status_code == page
    assert client.get(f"/panels/account/contact/{account.pk}/").status_code == page
    add = f"/objects/contact/add-to/account/{account.pk}/"
    assert client.post(add, {"name": "Iván"}).status_code == writes
    assert client.get(add).status_code == (200 if writes == 302 else writes)
    assert (b"rosa@sol.example" in b"".join(client.get("/objects/contact/export/"))) is seen
    assert ("Rosa" in client.get("/objects/contact/").content.decode()) is seen


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_is_imported_unchanged(
    client: Client, people: dict[str, Person], account: Account, tmp_path: Path, form: str
) -> None:
    make_contact(
        account, "Rosa Díaz", given_name="Rosa", family_name="Díaz", role="blocks",
        language="fr", email="rosa@sol.example", note="=Likes\nquiet mornings",
    )  # fmt: skip
    make_contact(account, "Iván", mobile="+34600112233")
    boss = people["administrator"]
    client.force_login(boss)
    answer = client.get(f"/objects/contact/export/?all=1&as={form}")
    (path := tmp_path / f"contacts.{form}").write_bytes(b"".join(answer))
    result = bring(path, "contact", boss)
    mapping = result.mapping
    assert (result.unchanged, result.changed, result.created, result.problems) == (2, 0, 0, [])
    before = list(Contact.objects.order_by("name").values(*mapping.values()))
    Contact.objects.all().delete()
    assert bring(path, "contact", boss).created == 2
    assert list(Contact.objects.order_by("name").values(*mapping.values())) == before


def test_names_in_parts_make_a_name_and_are_never_made_of_one(
    people: dict[str, Person], account: Account, tmp_path: Path
) -> None:
    (path := tmp_path / "people.csv").write_text(
        "Empresa;Nombre;Apellidos\nS1;Rosa;Díaz Gil\nBar Sol;Iván;\n"
    )
    assert bring(path, "contact", people["administrator"]).created == 2
    names = list(Contact.objects.order_by("pk").values_list("name", "given_name", "family_name"))
    assert names == [("Rosa Díaz Gil", "Rosa", "Díaz Gil"), ("Iván", "", "")]
    assert bring(path, "contact", people["administrator"]).unchanged == 2
