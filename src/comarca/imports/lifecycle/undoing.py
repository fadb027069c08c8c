"""Takes an import back, in many short transactions, unless somebody has changed its accounts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from comarca.accounts.freshness import touch
from comarca.accounts.models import Account, AnnualSales, Ownership, Site
from comarca.accounts.ownership import assign
from comarca.base.dates import today
from comarca.base.events import record, record_many
from comarca.base.objects import CustomValue
from comarca.base.objects.custom import write_custom
from comarca.base.sentences import ntold
from comarca.base.sentences import told as _
from comarca.contacts.models import Contact
from comarca.imports.lifecycle import deleting, made, writing
from comarca.imports.lifecycle.chunking import MovedOn, Pace, in_chunks, move
from comarca.imports.lifecycle.grouping import leave_groups
from comarca.imports.lifecycle.others import with_others
from comarca.imports.lifecycle.previewing import silence
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.differences import custom
from comarca.imports.preview.run import Report
from comarca.team.models import Person
from comarca.territories.models import AccountAssignment

SHOWN = 100
State = Import.State
# What to count, which rows, and how some of them are taken back.
Step = tuple[str, str, Callable[[Import, Any, Sequence[ImportRow]], None]]


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
            ntold(
                "%(count)d account has changed since the import, so it cannot be undone.",
                "%(count)d accounts have changed since the import, so it cannot be undone.",
                count,
            )
            % {"count": count}
        )


class LeftAsTheyAre(CannotUndo):
    """Somebody changed accounts while the import was being taken back; they were left alone."""

    def __init__(self, obstacles: Sequence[Obstacle], count: int) -> None:
        super().__init__(obstacles, count)
        self.args = (
            ntold(
                "The import was undone, but for %(count)d account that somebody changed.",
                "The import was undone, but for %(count)d accounts that somebody changed.",
                count,
            )
            % {"count": count},
        )


class NotApplied(Exception):
    """Only an import that was applied can be undone."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to undo: the import was undone already."))


def obstacles(batch: Import) -> tuple[list[Obstacle], int]:
    """Return the first accounts that keep an import from being undone, and how many there are."""
    kinds = _in_the_way(batch.rows.exclude(done="").order_by("number"))
    found = [
        Obstacle(row.number, row.account_id, _name(row), why)
        for why, rows in kinds.items()
        for row in rows.select_related("account")[:SHOWN]
    ]
    return found, sum(rows.count() for rows in kinds.values())


def _in_the_way(done: "QuerySet[ImportRow]") -> "dict[str, QuerySet[ImportRow]]":
    """Return, of rows that were written, those whose account is no longer as they left it."""
    new = done.filter(done="created")
    return {
        _("was deleted"): done.filter(account__isnull=True),
        _("was edited"): done.filter(account__isnull=False).exclude(
            account__version=F("account_version")
        ),
        _("was assigned by a plan"): new.filter(
            Q(account__in=Ownership.objects.filter(plan_id__isnull=False).values("account"))
            | Q(account__in=AccountAssignment.objects.values("account"))
        ),
        _("has others that belong to it"): new.filter(
            with_others(), account__version=F("account_version")
        ),
    }


def undo(
    batch: Import, actor: Person | None, report: Report = silence, pace: Pace | None = None
) -> dict[str, int]:
    """Delete the accounts an import created and restore those it changed.

    Goes on with what was cut off; an import that was never finished becomes a preview again.
    """
    begun = Import.objects.get(pk=batch.pk)
    if begun.state == State.APPLIED:
        report(0.05, _("Checking that nothing has changed since the import…"))
        found, count = obstacles(batch)
        if count:
            raise CannotUndo(found, count)
    return take_back(batch, actor, report, pace)


def take_back(
    batch: Import, actor: Person | None, report: Report = silence, pace: Pace | None = None
) -> dict[str, int]:
    """Take back what an import has written so far, whatever cut it off.

    Accounts that somebody changes while this goes on stay as they are, and are told.
    """
    steps = (("restored", "updated", _restore_free), ("deleted", "created", _delete_free))
    done = unwind(batch, actor, steps, report, pace or Pace())
    kept, count = obstacles(batch)
    _finish(batch, actor, done)
    if count:
        raise LeftAsTheyAre(kept, count)
    return done


def unwind(
    batch: Import, actor: Any, steps: Iterable[Step], report: Report, pace: Pace
) -> dict[str, int]:
    """Take back what is marked as done, one kind after another; return how many of each.

    Raises ``NotApplied`` where there is nothing to take back.
    """
    try:
        move(batch, [State.APPLIED, State.APPLYING, State.UNDOING], State.UNDOING)
    except MovedOn as moved:
        raise NotApplied from moved
    done = {"deleted": 0, "restored": 0}
    total = max(batch.rows.exclude(done="").count(), 1)
    for word, kind, write in steps:
        rows = batch.rows.filter(done=kind).order_by("number")
        for count in in_chunks(batch, State.UNDOING, rows, partial(write, batch, actor), pace):
            done[word] += count
            so_far = sum(done.values())
            said = _("%(done)s of %(total)s rows are undone…")
            report(0.1 + 0.85 * so_far / total, said % {"done": so_far, "total": total})
    return done


def _finish(batch: Import, actor: Person | None, done: dict[str, int]) -> None:
    """Say that it is taken back: an import that was whole is undone, another a preview again."""
    batch.refresh_from_db()
    was_whole = batch.applied_at is not None
    with transaction.atomic():
        move(batch, [State.UNDOING], State.UNDONE if was_whole else State.PREVIEWED)
        if was_whole:
            made.take_back(batch, actor)
            Import.objects.filter(pk=batch.pk).update(undone_at=timezone.now())
        touch()
        record(batch, "import_undone", actor=actor, after=done)
    batch.refresh_from_db()


def _free(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Return the rows whose accounts nobody has touched since the import wrote them."""
    ids = [row.account_id for row in rows if row.account_id]
    list(Account.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    mine = ImportRow.objects.filter(pk__in=[row.pk for row in rows])
    kept = {pk for one in _in_the_way(mine).values() for pk in one.values_list("pk", flat=True)}
    return [row for row in rows if row.pk not in kept]


def _restore_free(batch: Import, actor: Person | None, rows: Sequence[ImportRow]) -> None:
    """Restore the accounts of some rows."""
    if free := _free(rows):
        _restore(free, actor, batch)
        _unmark(free)


def _delete_free(batch: Import, actor: Person | None, rows: Sequence[ImportRow]) -> None:
    """Delete the accounts of some rows."""
    if free := _free(rows):
        _delete(free, actor)
        for row in free:
            row.account_id = row.account_version = None
        _unmark(free)


def _unmark(rows: Sequence[ImportRow]) -> None:
    """Note on the rows that nothing of them is left."""
    for row in rows:
        row.done = ""
    writing.mark(rows)


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
        row.account_version = account.version
        if placed := writing.site_values(row.before):
            for key, value in placed.items():
                setattr(sites[account.pk], key, value)
            touched.append(sites[account.pk])
        if "contact_name" in row.before:
            Contact.objects.filter(account=account, name=row.values["contact_name"]).delete()
    writing.write_accounts(list(accounts.values()))
    leave_groups(rows)
    write_custom(custom(), {row.account_id or 0: row.before for row in rows})
    writing.write_sites(touched)
    _restore_sales(rows)
    owners = [(row.account_id, row.before["owner"]) for row in rows if "owner" in row.before]
    assign(owners, today(), (_("Undo of %(name)s") % {"name": batch.file_name})[:200])  # type: ignore[arg-type]
    record_many(
        ((accounts[row.account_id], writing.changed_to(row), row.before) for row in rows),
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
        (account, row.settled, {}) for account, row in zip(accounts, rows, strict=True)
    ]
    record_many(told, "import_undone", actor=actor)
    ids = [account.pk for account in accounts]
    CustomValue.objects.filter(field__object_type="account", object_id__in=ids).delete()
    for model in (Ownership, AnnualSales, Contact, Site):
        deleting.delete_of(model, "account", ids)
    deleting.delete(Account, ids)


def _name(row: ImportRow) -> str:
    """Return the name of a row's account."""
    return row.account.name if row.account else str(row.values.get("name", ""))
