"""Puts accounts that an import wrote into their groups, once all of them are there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from comarca.accounts.groups import chain
from comarca.accounts.models import Account
from comarca.base.events import record_many
from comarca.imports.events import IMPORTED
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.parents import KEY, ROW

SIZE = 1000


def join_groups(batch: Import, actor: Any) -> int:
    """Write what the accounts of an import belong to; return how many changed."""
    count, rows = 0, _waiting(batch)
    parents = dict(Account.objects.exclude(parent=None).values_list("pk", "parent")) if rows else {}
    for start in range(0, len(rows), SIZE):
        count += _join(batch, rows[start : start + SIZE], parents, actor)
    return count


def leave_groups(rows: Sequence[ImportRow]) -> None:
    """Give accounts that an import changed back what they belonged to."""
    accounts: dict[Any, list[int]] = {}
    for row in rows:
        if KEY in row.before and row.account_id:
            accounts.setdefault(row.before[KEY], []).append(row.account_id)
    for parent, of_parent in accounts.items():
        Account.objects.filter(pk__in=of_parent).update(parent=parent)


def _waiting(batch: Import) -> list[ImportRow]:
    written: QuerySet[ImportRow] = batch.rows.exclude(done="").filter(values__has_key=KEY)
    return list(written.order_by("number"))


def _join(
    batch: Import, rows: Sequence[ImportRow], parents: dict[int, Any], actor: Any
) -> int:  # fmt: skip
    """Write the groups of some rows; nobody comes to belong to themselves, however far up."""
    numbers = [int(str(row.values[KEY]).removeprefix(ROW)) for row in rows if _is_row(row)]
    made = dict(batch.rows.filter(number__in=numbers).values_list("number", "account_id"))
    accounts = Account.objects.in_bulk([row.account_id for row in rows if row.account_id])
    told = []
    for row in rows:
        account, parent = accounts.get(row.account_id or 0), _parent(row, made)
        if account is None or parent in (None, account.parent_id):
            continue
        if account.pk in chain(parent, parents.get):
            continue
        before, account.parent_id = account.parent_id, parent
        parents[account.pk] = parent
        told.append((account, {KEY: before}, {KEY: parent}))
    Account.objects.bulk_update([account for account, *_ in told], ["parent"], batch_size=500)
    record_many(told, IMPORTED.key, actor=actor)
    return len(told)


def _is_row(row: ImportRow) -> bool:
    return str(row.values[KEY]).startswith(ROW)


def _parent(row: ImportRow, made: Mapping[int, int | None]) -> Any:
    """Return the account that a row belongs to, None where its row came to nothing."""
    return made.get(int(str(row.values[KEY])[len(ROW) :])) if _is_row(row) else row.values[KEY]
