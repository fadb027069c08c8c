"""What of an account can hardly be right: a tax number, a telephone, by their country."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.accounts import tax_numbers
from comarca.accounts.models import Site
from comarca.base import phones
from comarca.base.organisation import Organisation

DOUBTS = (("tax_id", _("Tax number")), ("phone", _("Telephone")))


def countries(accounts: Iterable[int]) -> dict[int, str]:
    """Return the country of each account's main site, else the company's, in two questions."""
    company = Organisation.current()
    home = company.country if company else ""
    found = dict.fromkeys(accounts, home)
    rows = Site.objects.filter(account__in=found, is_main=True).exclude(country="")
    found.update(rows.values_list("account", "country"))
    return found


def of_accounts(accounts: Sequence[Any]) -> dict[int, list[str]]:
    """Return what is doubtful about each account."""
    where = countries(account.pk for account in accounts)
    return {account.pk: _doubts(account, where[account.pk]) for account in accounts}


def _doubts(account: Any, country: str) -> list[str]:
    found = {
        "tax_id": tax_numbers.is_doubtful(account.tax_id, country),
        "phone": phones.is_doubtful(account.phone, country),
    }
    return [key for key, doubtful in found.items() if doubtful]


def complete(values: dict[str, Any], row: Any) -> None:
    """Write a telephone in one form, by the country that the account is in."""
    if values.get("phone"):
        country = values.get("country") or countries([row.pk if row else 0]).popitem()[1]
        values["phone"] = phones.kept(str(values["phone"]), country)[:40]
