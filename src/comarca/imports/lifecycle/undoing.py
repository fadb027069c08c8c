"""Takes an import back as a whole, unless somebody has changed one of its accounts since."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comarca.accounts.freshness import touch
from comarca.accounts.models import Account, AnnualSales, Contact, Ownership, Site
from comarca.accounts.ownership import assign
from comarca.base.dates import today
from comarca.base.events import record, record_many
from comarca.base.objects import CustomValue
from comarca.base.objects.custom import write_custom
from comarca.imports.lifecycle import writing
from comarca.imports.lifecycle.applying import chunks
from comarca.imports.lifecycle.previewing import silence
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.differences import custom
from comarca.imports.preview.run import Report
from comarca.team.models import Person
from comarca.territories.models import AccountAssignment

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One account that keeps an import from being undone, and why."""

    row: int
    account: int | None
    name: str
    why: str


class CannotUndo(Exception):
    """Somebody has changed what the import brought; ``obstacles`` says what."""

    def __init__(self, obstacles: Sequence[Obstacle], count: int) -> None:
        self.obstacles, self.count = list(obstacles), count
        super().__init__(
            ngettext(
                "%(count)d account has changed since the import, so it cannot be undone.",
                "%(count)d accounts have changed since the import, so it cannot be undone.",
                count,
            )
            % {"count": count}
        )


class NotApplied(Exception):
    """Only an import that was applied can be undone."""


def obstacles(batch: Import) -> tuple[list[Obstacle], int]:
    """Return the first accounts that keep an import from being undone, and how many there are."""
    found: list[Obstacle] = []
    done = batch.rows.exclude(done="").order_by("number")
    gone = done.filter(account__isnull=True)
    found += [Obstacle(r.number, None, _name(r), _("was deleted")) for r in gone[:SHOWN]]
    edited = done.filter(account__isnull=False).exclude(account__version=F("account_version"))
    found += [
        Obstacle(r.number, r.account_id, _name(r), _("was edited"))
        for r in edited.select_related("account")[:SHOWN]
    ]
    new = done.filter(done="created")
    planned = new.filter(
        Q(account__in=Ownership.objects.filter(plan_id__isnull=False).values("account"))
        | Q(account__in=AccountAssignment.objects.values("account"))
    )
    found += [
        Obstacle(r.number, r.account_id, _name(r), _("was assigned by a plan"))
        for r in planned.select_related("account")[:SHOWN]
    ]
    return found, gone.count() + edited.count() + planned.count()


def undo(batch: Import, actor: Person | None, report: Report = silence) -> dict[str, int]:
    """Delete the accounts an import created and restore those it changed."""
    report(0.05, _("Checking that nothing has changed since the import…"))
    with transaction.atomic():
        claimed = Import.objects.filter(pk=batch.pk, state=Import.State.APPLIED).update(
            state=Import.State.UNDONE, undone_at=timezone.now()
        )
        if not claimed:
            raise NotApplied
        found, count = obstacles(batch)
        if count:
            raise CannotUndo(found, count)
        restored = deleted = 0
        for part in chunks(batch.rows.filter(done="updated").order_by("number")):
            _restore(part, actor, batch)
            restored += len(part)
        for part in chunks(batch.rows.filter(done="created").order_by("number")):
            _delete(part, actor)
            deleted += len(part)
        touch()
        after = {"deleted": deleted, "restored": restored}
        record(batch, "import_undone", actor=actor, after=after)
    batch.refresh_from_db()
    return {"deleted": deleted, "restored": restored}


def _restore(rows: Sequence[ImportRow], actor: Person | None, batch: Import) -> None:
    """Give accounts back the values they had."""
    accounts = Account.objects.in_bulk([row.account_id for row in rows])
    sites = {s.account_id: s for s in Site.objects.filter(account__in=accounts, is_main=True)}
    touched: list[Site] = []
    for row in rows:
        account = accounts[row.account_id]
        for key, value in writing.account_values(row.before).items():
            setattr(account, key, value)
        account.version += 1
        if placed := writing.site_values(row.before):
            for key, value in placed.items():
                setattr(sites[account.pk], key, value)
            touched.append(sites[account.pk])
        if "contact_name" in row.before:
            Contact.objects.filter(account=account, name=row.values["contact_name"]).delete()
    writing.write_accounts(list(accounts.values()))
    write_custom(custom(), {row.account_id or 0: row.before for row in rows})
    writing.write_sites(touched)
    _restore_sales(rows)
    owners = [(row.account_id, row.before["owner"]) for row in rows if "owner" in row.before]
    assign(owners, today(), (_("Undo of %(name)s") % {"name": batch.file_name})[:200])  # type: ignore[arg-type]
    record_many(
        (
            (accounts[row.account_id], {k: row.values.get(k) for k in row.before}, row.before)
            for row in rows
        ),
        "import_undone",
        actor=actor,
    )


def _restore_sales(rows: Sequence[ImportRow]) -> None:
    """Put the sales back, and drop the years that were not there."""
    for row in rows:
        for key, amount in row.before.items():
            if key.startswith("sales:"):
                year = AnnualSales.objects.filter(account=row.account_id, year=int(key[6:]))
                if amount is None:
                    year.delete()
                else:
                    year.update(amount=Decimal(amount))


def _delete(rows: Sequence[ImportRow], actor: Person | None) -> None:
    """Delete accounts that only the import had brought."""
    accounts = [Account(pk=row.account_id, name=row.values.get("name", "")) for row in rows]
    told: list[tuple[Account, dict[str, Any], dict[str, Any]]] = [
        (account, writing.told(row.values), {}) for account, row in zip(accounts, rows, strict=True)
    ]
    record_many(told, "import_undone", actor=actor)
    ids = [account.pk for account in accounts]
    CustomValue.objects.filter(field__object_type="account", object_id__in=ids).delete()
    for model in (Ownership, AnnualSales, Contact, Site):
        model._default_manager.filter(account__in=ids).delete()
    Account.objects.filter(pk__in=ids).delete()


def _name(row: ImportRow) -> str:
    """Return the name of a row's account."""
    return row.account.name if row.account else str(row.values.get("name", ""))
