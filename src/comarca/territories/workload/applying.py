"""Write the visits and hours of the segments into the accounts, each change on its timeline."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from comarca.accounts.freshness import touch
from comarca.accounts.models import Account
from comarca.base.events import record, record_many
from comarca.base.organisation import Organisation
from comarca.team.models import Person
from comarca.territories.models import VisitStandard
from comarca.territories.workload.segments import classes_by_sales

BATCH = 1000
Say = Callable[[float], None]
FIELDS = ("visits_per_year", "workload_hours")
HUNDREDTH = Decimal("0.01")


def apply_standards(actor: Person | None, *, overwrite: bool, say: Say = lambda _: None) -> int:
    """Give each account its segment's visits and hours; return how many accounts changed.

    Without ``overwrite`` only accounts without hours get them, and their own visits are kept.
    """
    standards = {row.segment: row for row in VisitStandard.objects.all()}
    accounts = Account.objects.filter(archived_at=None, segment__in=standards)
    accounts = accounts.exclude(status=Account.Status.CLOSED)
    if not overwrite:
        accounts = accounts.filter(workload_hours=None)
    ids = list(accounts.order_by("pk").values_list("pk", flat=True))

    def wanted(account: Account) -> dict[str, Any]:
        return figures(account, standards[account.segment], overwrite=overwrite)

    return _write(ids, wanted, actor, say)


def figures(account: Account, standard: VisitStandard, *, overwrite: bool) -> dict[str, Any]:
    """Return the visits and hours a year that a standard gives an account."""
    own = None if overwrite else account.visits_per_year
    visits = standard.visits_per_year if own is None else own
    hours = (visits * standard.minutes / 60).quantize(HUNDREDTH)
    return {"visits_per_year": visits, "workload_hours": hours}


def apply_classes(actor: Person | None, *, overwrite: bool, say: Say = lambda _: None) -> int:
    """Make the classes of sales the accounts' segments; return how many accounts changed.

    Without ``overwrite`` only accounts without a segment get one.
    """
    found = classes_by_sales()
    accounts = Account.objects.filter(archived_at=None)
    if not overwrite:
        accounts = accounts.filter(segment="")
    ids = [pk for pk in accounts.order_by("pk").values_list("pk", flat=True) if pk in found]
    return _write(ids, lambda account: {"segment": found[account.pk]}, actor, say)


def _write(
    ids: Sequence[int],
    wanted: Callable[[Account], Mapping[str, Any]],
    actor: Person | None,
    say: Say,
) -> int:
    """Write new values into accounts, a thousand at a time, with an event for each."""
    changed = 0
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            say(start / max(len(ids), 1))
            changed += _write_part(ids[start : start + BATCH], wanted, actor)
        if changed:
            touch()
            company = Organisation.current()
            if company is not None:
                record(company, "workload_set", actor=actor, after={"accounts": changed})
    return changed


def _write_part(
    ids: Sequence[int], wanted: Callable[[Account], Mapping[str, Any]], actor: Person | None
) -> int:
    rows, events, names = [], [], {"version"}
    for account in Account.objects.filter(pk__in=ids):
        after = dict(wanted(account))
        before = {name: getattr(account, name) for name in after}
        if before == after:
            continue
        for name, value in after.items():
            setattr(account, name, value)
        account.version += 1
        names |= set(after)
        rows.append(account)
        events.append((account, before, after))
    Account.objects.bulk_update(rows, sorted(names), batch_size=200)
    record_many(events, "changed", actor=actor)
    return len(rows)
