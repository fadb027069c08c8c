"""What a field begins with: by form, by API and by import, and never in what is there already."""

import json

import pytest
from django.test import Client

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.base.objects import CustomField, find
from comarca.base.objects.reading import read_values
from comarca.base.organisation import Organisation
from comarca.contacts.models import Contact
from comarca.imports.lifecycle import applying
from comarca.imports.tests.files import previewed
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> Person:
    make_company()
    for kind in ("account", "contact"):
        CustomField.objects.create(object_type=kind, key="c_tier", label="Tier", kind="choice",
                                   options=["A", "B"], default="B", is_required=True)  # fmt: skip
    return make_team()["administrator"]


def tier(kind: str, row: Account | Contact, boss: Person) -> object:
    field = find(kind).fields_for(boss)["c_tier"]
    return read_values([field], [row])[row.pk]["c_tier"]


@pytest.mark.parametrize(("sent", "kept"), [({}, "B"), ({"c_tier": "A"}, "A")])
def test_the_api_begins_with_it_and_a_change_leaves_it(
    client: Client, boss: Person, sent: dict[str, str], kept: str
) -> None:
    client.force_login(boss)
    answer = client.post("/api/objects/account/", json.dumps({"name": "Bar", "custom": sent}),
                         content_type="application/json")  # fmt: skip
    assert answer.status_code == 201, answer.content
    account = Account.objects.get()
    assert tier("account", account, boss) == kept
    changed = client.patch(
        f"/api/objects/account/{account.pk}",
        json.dumps({"name": "Bar Sol", "version": account.version}),
        content_type="application/json",
    )
    assert changed.status_code == 200, changed.content
    assert tier("account", account, boss) == kept


def test_the_form_offers_it_for_a_new_object_only(client: Client, boss: Person) -> None:
    client.force_login(boss)
    new = client.get("/objects/contact/new/").context["form"]
    assert new["c_tier"].value() == "B"
    old = Contact.objects.create(name="Eva", account=make_account("Bar"))
    assert client.get(f"/objects/contact/{old.pk}/edit/").context["form"]["c_tier"].value() != "B"


def test_an_import_gives_it_to_new_rows_alone(boss: Person) -> None:
    there = make_account("Bar Sol", code="1")
    file = b"C\xc3\xb3digo;Nombre\n1;Bar Sol\n2;Casa Mar\n"
    applying.apply(previewed(file, boss), boss)
    values = {row.code: tier("account", row, boss) for row in Account.objects.all()}
    assert values == {there.code: None, "2": "B"}


@pytest.mark.parametrize("kind", ["opportunity", "product", "price_list", "order"])
def test_money_begins_in_the_companys_currency(client: Client, boss: Person, kind: str) -> None:
    Organisation.objects.update(currency="COP")
    client.force_login(boss)
    assert client.get(f"/objects/{kind}/new/").context["form"]["currency"].value() == "COP"


def test_of_a_long_list_nothing_is_chosen_for_anybody(client: Client, boss: Person) -> None:
    client.force_login(boss)
    country = client.get("/objects/tax_rate/new/").context["form"]["country"]
    assert (country.value(), country.field.choices[0][0], country.field.required) == (
        None, "", True,
    )  # fmt: skip
