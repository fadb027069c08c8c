"""Compares rows with the accounts they mean: what would change, from what."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from comarca.accounts.models import Account, AnnualSales, Site
from comarca.accounts.ownership import owners
from comarca.base.dates import today
from comarca.base.objects import CustomField, Own, Place, find
from comarca.base.objects.fields import Field
from comarca.base.objects.reading import read_values
from comarca.contacts.models import Contact
from comarca.imports.matching.folding import fold
from comarca.imports.preview.cells import kept
from comarca.imports.preview.outcome import CHANGED, UNCHANGED, Outcome

SITE_FIELDS = ("address", "postal_code", "place", "province", "country", "lon", "lat")
PLACING = ("unit", "placed_by")
CONTACT_FIELDS = ("contact_name", "contact_position", "contact_email", "contact_phone")
CHUNK = 1000
CLOSE = 1e-7


def account_fields() -> dict[str, Field]:
    """Return the described fields of an account's own table that a file may bring, by key."""
    described = (one for one in find("account").declared if one.is_in(Place.IMPORT))
    return {one.key: one for one in described if isinstance(one.source, Own)}


def custom() -> list[Field]:
    """Return every custom field of accounts, those taken off the pages too."""
    return [one.described() for one in CustomField.objects.filter(object_type="account")]


def compare(outcomes: Sequence[Outcome]) -> None:
    """Fill ``before`` of the rows that mean an account; those that change nothing say so."""
    rows = [outcome for outcome in outcomes if outcome.account is not None]
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        now = current(outcome.account for outcome in part if outcome.account is not None)
        for outcome in part:
            present = now.get(outcome.account or 0, {})
            outcome.before = difference(outcome, present)
            _keep_place(outcome, present)
            if outcome.action == CHANGED and not outcome.before:
                outcome.action = UNCHANGED


def _keep_place(outcome: Outcome, present: dict[str, Any]) -> None:
    """Let an account that has its place keep it where the row says nothing new about it."""
    if outcome.is_placed or present.get("unit") is None:
        return
    if not any(key in outcome.before for key in SITE_FIELDS):
        outcome.is_placed = True
        outcome.placed_by = ""
        outcome.problems = [p for p in outcome.problems if p.get("about") != "place"]


def difference(outcome: Outcome, now: dict[str, Any]) -> dict[str, Any]:
    """Return the present values of the fields that a row would change."""
    before: dict[str, Any] = {}
    for key, value in outcome.values.items():
        if key not in CONTACT_FIELDS and not _same(value, now.get(key)):
            before[key] = now.get(key)
    if outcome.owner is not None and outcome.owner != now.get("owner"):
        before["owner"] = now.get("owner")
    _compare_place(outcome.unit, now, before)
    _compare_contact(outcome.values, now, before)
    return before


def current(accounts: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the present values of some accounts, under the names a row uses."""
    ids = list(accounts)
    now: dict[int, dict[str, Any]] = {}
    for row in Account.objects.filter(pk__in=ids).values("pk", *account_fields()):
        now[row.pop("pk")] = {key: _plain(value) for key, value in row.items()}
    sites = Site.objects.filter(account__in=ids, is_main=True)
    for row in sites.values("account_id", *SITE_FIELDS, *PLACING):
        now[row.pop("account_id")].update(row)
    for sale in AnnualSales.objects.filter(account__in=ids):
        now[sale.account_id][f"sales:{sale.year}"] = _plain(sale.amount)
    mine = [Account(pk=pk) for pk in ids]
    for pk, values in read_values(custom(), mine).items():
        now.setdefault(pk, {}).update({key: kept(value) for key, value in values.items()})
    contacts: dict[int, list[str]] = defaultdict(list)
    for account, name in Contact.objects.filter(account__in=ids).values_list("account", "name"):
        contacts[account].append(fold(name))
    for account, person in owners(ids, today()).items():
        now[account]["owner"] = person
    for account, names in contacts.items():
        now[account]["contacts"] = names
    return now


def _compare_place(unit: int | None, now: dict[str, Any], before: dict[str, Any]) -> None:
    """Move an account only if the row says another place, or there was none."""
    moved = any(key in before for key in SITE_FIELDS)
    if unit is not None and unit != now.get("unit") and (moved or now.get("unit") is None):
        before.update({key: now.get(key) for key in PLACING})


def _compare_contact(values: dict[str, Any], now: dict[str, Any], before: dict[str, Any]) -> None:
    """Add a person who is not yet among the contacts."""
    name, there = values.get("contact_name", ""), now.get("contacts", ())
    several = [fold(part) for part in str(name).split(",") if part.strip()]
    if name and fold(name) not in there and not set(several) <= set(there):
        before["contact_name"] = ""


def _same(value: Any, present: Any) -> bool:
    """Return whether a row's value is what is there already."""
    if isinstance(value, float) and isinstance(present, int | float):
        return abs(value - present) < CLOSE
    if isinstance(value, str) and isinstance(present, str):
        # Spaces alone are no change: a file cannot be trusted to keep them.
        return value.split() == present.split()
    return bool(value == present)


def _plain(value: Any) -> Any:
    """Return amounts as text with two decimals and dates as text, as rows hold them."""
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal("0.01")))
    return value.isoformat() if isinstance(value, date) else value
