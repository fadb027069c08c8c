"""Disruption: which accounts, with how much work, each person would gain and lose.

One rule for a proposal, a plan that comes into force, and the exported workbook.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comarca.accounts.models import Account
from comarca.team.models import Person


@dataclass
class Disruption:
    """One person's accounts and yearly hours before and after a change."""

    person: Person
    accounts_before: int = 0
    accounts_after: int = 0
    accounts_gained: int = 0
    accounts_lost: int = 0
    workload_before: float = 0.0
    workload_after: float = 0.0

    @property
    def changes(self) -> int:
        """Return how many accounts come or go."""
        return self.accounts_gained + self.accounts_lost


def disruption(
    before: Mapping[int, int | None],
    after: Mapping[int, int | None],
    people: Iterable[Person],
) -> list[Disruption]:
    """Compare who owns each account before and after, for some people, in their order.

    ``before`` and ``after`` give a person's id by account; the accounts of ``after`` count.
    """
    rows = {person.pk: Disruption(person) for person in people}
    hours = dict(Account.objects.filter(workload_hours__gt=0).values_list("pk", "workload_hours"))
    counts: Counter[tuple[int | None, int | None]] = Counter()
    for account, new in after.items():
        old, work = before.get(account), float(hours.get(account) or 0)
        counts[old, new] += 1
        if old in rows:
            rows[old].workload_before += work
        if new in rows:
            rows[new].workload_after += work
    for (old, new), count in counts.items():
        if old in rows:
            rows[old].accounts_before += count
            rows[old].accounts_lost += count if old != new else 0
        if new in rows:
            rows[new].accounts_after += count
            rows[new].accounts_gained += count if old != new else 0
    return [row for row in rows.values() if row.accounts_before or row.accounts_after]
