"""Writes rows of an import as accounts, a few thousand at a time."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from comarca.accounts.models import Account, AnnualSales, Site
from comarca.base import bulk
from comarca.base.events import Event
from comarca.base.events.model import LABEL
from comarca.base.objects.custom import custom_fields, write_custom
from comarca.base.organisation import Organisation
from comarca.contacts.models import Contact
from comarca.imports.events import IMPORTED
from comarca.imports.lifecycle.owner_assignment import OwnerAssignment
from comarca.imports.models import ImportRow
from comarca.imports.preview.differences import (
    CONTACT_FIELDS,
    PLACING,
    SITE_FIELDS,
    account_fields,
    custom,
)
from comarca.imports.preview.newcomers import defaults
from comarca.imports.preview.parents import KEY as PARENT
from comarca.team.models import Person

SIZE = 1000
SITE_COLUMNS = ("account", "is_main", *SITE_FIELDS, "unit", "placed_by")
SALES_COLUMNS = ("account", "year", "amount", "currency")


def create(rows: Sequence[ImportRow], actor: Person | None, owners: OwnerAssignment) -> None:
    """Create the accounts of some rows with everything that belongs to them."""
    currency = _currency()
    accounts = Account.objects.bulk_create(
        [Account(currency=currency, **account_values(row.values)) for row in rows],
        batch_size=SIZE,
    )
    for row, account in zip(rows, accounts, strict=True):
        row.account_id, row.account_version, row.done = account.pk, account.version, "created"
        owners.give(account.pk, row.owner_id, row.unit_id)
    bulk.insert(Site, SITE_COLUMNS, (_site_row(row) for row in rows))
    bulk.insert(AnnualSales, SALES_COLUMNS, _sales_rows(rows, currency))
    _write_contacts(rows)
    own = custom_fields("account")
    write_custom(
        own,
        {
            account.pk: {**defaults(own, row.values), **row.values}
            for account, row in zip(accounts, rows, strict=True)
        },
    )
    made: Iterable[Told] = (
        (row.account_id or 0, row.values.get("name", ""), {}, _without_parent(row.settled))
        for row in rows
    )
    _tell(made, actor)
    mark(rows)


def update(rows: Sequence[ImportRow], actor: Person | None, owners: OwnerAssignment) -> None:
    """Change the accounts of some rows in the fields that differ."""
    accounts = Account.objects.in_bulk([row.account_id for row in rows])
    sites = {s.account_id: s for s in Site.objects.filter(account__in=accounts, is_main=True)}
    touched: list[Site] = []
    own: dict[int, dict[str, Any]] = {}
    for row in rows:
        account = accounts[row.account_id]
        said = row.settled
        changes = own[account.pk] = {key: said[key] for key in row.before if key in said}
        for key, value in account_values(changes).items():
            setattr(account, key, value)
        account.version += 1
        row.account, row.account_version, row.done = account, account.version, "updated"
        if placed := site_values(changes):
            site = sites.get(account.pk) or Site(account=account, is_main=True)
            for key, value in placed.items():
                setattr(site, key, value)
            touched.append(site)
        if "owner" in changes:
            owners.hand_over(account.pk, changes["owner"])
    write_accounts(list(accounts.values()))
    write_custom(custom(), own)
    write_sites(touched)
    _write_sales(rows, _currency())
    _write_contacts(row for row in rows if "contact_name" in row.before)
    changed = (
        (
            row.account_id or 0,
            accounts[row.account_id].name,
            _without_parent(row.before),
            _without_parent(changed_to(row)),
        )
        for row in rows
    )
    _tell(changed, actor)
    mark(rows)


def write_accounts(accounts: Sequence[Account]) -> None:
    """Write accounts that are already there, many in one statement."""
    Account.objects.bulk_create(
        accounts,
        batch_size=SIZE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*account_fields(), "version", "updated_at"],
    )


def write_sites(sites: Sequence[Site]) -> None:
    """Write sites, new ones and ones that are already there."""
    Site.objects.bulk_create([site for site in sites if site.pk is None], batch_size=SIZE)
    Site.objects.bulk_create(
        [site for site in sites if site.pk is not None],
        batch_size=SIZE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*SITE_FIELDS, *PLACING],
    )


def account_values(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a row that are the account's own."""
    return {
        key: Decimal(values[key]) if one.kind.is_number and values[key] is not None else values[key]
        for key, one in account_fields().items()
        if key in values and key != PARENT and (values[key] is not None or not one.kind.is_text)
    }


def site_values(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a row that say where the account is."""
    placed = {key: values[key] for key in (*SITE_FIELDS, "placed_by") if key in values}
    if "unit" in values:
        placed["unit_id"] = values["unit"]
    return placed


def _site_row(row: ImportRow) -> list[Any]:
    """Return the main site of a new account."""
    texts = [row.values.get(key, "") for key in SITE_FIELDS[:5]]
    point = [row.values.get("lon"), row.values.get("lat")]
    placed_by = row.placed_by or Site.PlacedBy.NOWHERE
    return [row.account_id, True, *texts, *point, row.unit_id, str(placed_by)]


def _write_contacts(rows: Iterable[ImportRow]) -> None:
    """Write the contacts that rows bring."""
    names = [key.removeprefix("contact_") for key in CONTACT_FIELDS]
    brought = (row for row in rows if row.values.get("contact_name"))
    bulk.insert(
        Contact,
        ("account", *names),
        ([row.account_id, *(row.values.get(k, "") for k in CONTACT_FIELDS)] for row in brought),
    )


def _sales_rows(rows: Sequence[ImportRow], currency: str) -> Iterator[list[Any]]:
    """Yield the sales of each year that new accounts bring."""
    for row in rows:
        for key, amount in row.values.items():
            if key.startswith("sales:"):
                yield [row.account_id, int(key.removeprefix("sales:")), amount, currency]


Told = tuple[int, str, dict[str, Any], dict[str, Any]]


def _tell(rows: Iterable[Told], actor: Person | None) -> None:
    """Write the accounts' events: id, name, values before and after."""
    label, now = Account._meta.label_lower, timezone.now()
    who = actor.pk if actor else None
    bulk.insert(
        Event,
        (
            "model",
            "object_id",
            "account_id",
            "label",
            "action",
            "actor",
            "at",
            "before",
            "after",
            "data",
        ),
        (
            [label, pk, pk, name[:LABEL], IMPORTED.key, who, now, before, after, {}]
            for pk, name, before, after in rows
        ),
    )


def _without_parent(values: dict[str, Any]) -> dict[str, Any]:
    """Return values but for what the account belongs to, which is written and told at the end."""
    return {key: value for key, value in values.items() if key != PARENT}


def changed_to(row: ImportRow) -> dict[str, Any]:
    """Return what the fields that a row changes become."""
    said = row.settled
    return {key: said.get(key) for key in row.before}


def mark(rows: Sequence[ImportRow]) -> None:
    """Note on the rows which account they made or changed."""
    bulk.update(
        ImportRow,
        ("account", "account_version", "done"),
        ("batch", "number"),
        ([r.account_id, r.account_version, r.done, r.batch_id, r.number] for r in rows),
    )


def _write_sales(rows: Sequence[ImportRow], currency: str) -> None:
    """Write the sales of each year that rows bring."""
    sales = [
        AnnualSales(
            account_id=row.account_id or 0,
            year=int(key.removeprefix("sales:")),
            amount=Decimal(row.values[key]),
            currency=currency,
        )
        for row in rows
        for key in row.before
        if key.startswith("sales:") and row.values.get(key) is not None
    ]
    AnnualSales.objects.bulk_create(
        sales,
        batch_size=SIZE,
        update_conflicts=True,
        unique_fields=["account", "year"],
        update_fields=["amount"],
    )


def _currency() -> str:
    """Return the company's currency."""
    company = Organisation.current()
    return company.currency if company else "EUR"
