"""Who owns an account changes here and nowhere else: the old is closed, the new is opened."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db import transaction

from comarca.accounts.freshness import touch
from comarca.accounts.models import Ownership

T = TypeVar("T")
Pair = tuple[int, int | None]
CHUNK = 2000


def assign(pairs: Iterable[Pair], day: date, reason: str = "", plan_id: int | None = None) -> int:
    """Give accounts to people from a day on and return how many changed hands.

    ``pairs`` are ``(account id, person id or None)``. What was in force before is kept until
    that day; what had been foreseen after it gives way. Doing the same again changes nothing.
    """
    wanted = dict(pairs)
    changed = 0
    with transaction.atomic():
        for part in _chunks(wanted.items(), CHUNK):
            changed += _assign_part(dict(part), day, reason, plan_id)
        if changed:
            touch()
    return changed


def _assign_part(wanted: dict[int, int | None], day: date, reason: str, plan_id: int | None) -> int:
    """Change the owners of up to ``CHUNK`` accounts."""
    rows = Ownership.objects.filter(account__in=wanted).overlapping(day)
    kept: set[int] = set()
    ended: list[int] = []
    dropped: list[int] = []
    for row in rows.order_by("account_id", "-valid_from"):
        same = row.person_id == wanted[row.account_id]
        if same and row.valid_to is None and row.valid_from <= day:
            kept.add(row.account_id)
        elif row.valid_from >= day:
            dropped.append(row.pk)
        else:
            ended.append(row.pk)
    Ownership.objects.filter(pk__in=dropped).delete()
    Ownership.objects.filter(pk__in=ended).update(valid_to=day)
    opened = [
        Ownership(
            account_id=account, person_id=person, valid_from=day, reason=reason, plan_id=plan_id
        )
        for account, person in wanted.items()
        if person is not None and account not in kept
    ]
    Ownership.objects.bulk_create(opened, batch_size=1000)
    left = sum(person is None for person in wanted.values())
    return len(opened) + min(left, len(ended) + len(dropped))


def owners(accounts: Iterable[int], day: date) -> dict[int, int]:
    """Return the owner of each account that has one on a day."""
    found: dict[int, int] = {}
    for part in _chunks(accounts, CHUNK):
        rows = Ownership.objects.on(day).filter(account__in=part)
        found.update(rows.values_list("account_id", "person_id"))
    return found


def _chunks(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Split rows into lists of at most ``size``."""
    waiting = iter(rows)
    while part := list(islice(waiting, size)):
        yield part
