"""Telephones and tax numbers: kept in one form, shown as the country writes them, doubted aloud."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from comarca.accounts.models import Account
from comarca.base import phones
from comarca.contacts.models import Contact
from comarca.team.models import Person


@given(st.text(max_size=40), st.sampled_from(["ES", "MX", "GB", ""]))
def test_a_number_is_kept_once_and_for_all(text: str, region: str) -> None:
    kept = phones.kept(text, region)
    assert phones.kept(kept, region) == kept
    assert phones.kept(phones.shown(kept, region), region) == kept


@pytest.mark.parametrize(
    ("country", "typed", "kept", "shown"),
    [
        ("", "600 11 22 33", "+34600112233", "600 11 22 33"),
        ("MX", "55 1234 5678", "+525512345678", "+52 55 1234 5678"),
        ("", "0044 20 7946 0958", "+442079460958", "+44 20 7946 0958"),
        ("", "ask Pepe", "ask Pepe", "ask Pepe"),
    ],
)
def test_a_telephone_takes_the_country_of_its_account(
    client: Client, people: dict[str, Person], account: Account, country: str, typed: str,
    kept: str, shown: str,
) -> None:  # fmt: skip
    account.sites.update(country=country)
    client.force_login(people["owner"])
    add = f"/objects/contact/add-to/account/{account.pk}/"
    client.post(add, {"name": "Rosa", "phone": typed})
    contact = Contact.objects.get()
    assert contact.phone == kept
    page = client.get(f"/objects/contact/{contact.pk}/").content.decode()
    assert shown in page
    assert ("To be checked" in page) is (kept == "ask Pepe")


def test_a_doubtful_tax_number_is_kept_and_shown_as_one(
    client: Client, people: dict[str, Person], account: Account
) -> None:
    client.force_login(people["owner"])
    for number, doubtful in (("B58378432", True), ("B58378431", False)):
        Account.objects.update(tax_id=number)
        page = client.get(f"/accounts/{account.pk}/").content.decode()
        assert number in page
        assert ("To be checked" in page) is doubtful
