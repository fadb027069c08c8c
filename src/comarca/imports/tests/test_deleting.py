"""Rows go at once, together with what Django would delete or set to null with them."""

import pytest

from comarca.accounts.models import Account, Site
from comarca.contacts.models import Contact
from comarca.imports.lifecycle.deleting import delete, delete_of
from comarca.imports.models import Import, ImportRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts() -> list[Account]:
    return [Account.objects.create(name=name) for name in ("Alone", "With others", "Stays")]


def test_what_belongs_to_a_row_goes_with_it(accounts: list[Account]) -> None:
    for account in accounts[1:]:
        Contact.objects.create(account=account, name="Ana")
        Site.objects.create(account=account, is_main=True)
    delete(Account, [account.pk for account in accounts[:2]])
    assert Account.objects.get() == accounts[2]
    assert Contact.objects.get().account == accounts[2]
    assert Site.objects.get().account == accounts[2]


def test_what_only_names_a_row_names_it_no_longer(accounts: list[Account]) -> None:
    batch = Import.objects.create(file_name="a.csv", path="a", digest="a")
    row = ImportRow.objects.create(batch=batch, number=1, action="new", account=accounts[0])
    delete(Account, [accounts[0].pk])
    row.refresh_from_db()
    assert row.account is None


def test_rows_are_found_by_whom_they_belong_to(accounts: list[Account]) -> None:
    for account in accounts:
        Site.objects.create(account=account, is_main=True)
    delete_of(Site, "account", [accounts[0].pk, accounts[1].pk])
    assert Site.objects.get().account == accounts[2]
