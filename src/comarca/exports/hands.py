"""Who gains and who loses which accounts when a plan comes into force."""

from collections.abc import Iterator
from dataclasses import dataclass

from comarca.accounts.models import Account
from comarca.accounts.ownership import owners
from comarca.base.dates import today
from comarca.exports.content import Content
from comarca.team.models import Person


@dataclass
class Hand:
    """One person's accounts and hours before and after."""

    person: Person
    before: int = 0
    after: int = 0
    gained: int = 0
    lost: int = 0
    hours_before: float = 0.0
    hours_after: float = 0.0


@dataclass(frozen=True)
class Move:
    """One account, its owner today and its owner in the plan."""

    account: Account
    territory: int | None
    before: int | None
    after: int | None


def moves(content: Content) -> Iterator[Move]:
    """Give every account that the reader may see, with its owners before and after."""
    accounts = Account.objects.visible_to(content.reader).order_by("code", "name", "pk")
    now = owners(accounts.values_list("pk", flat=True), today())
    for account in accounts.iterator(chunk_size=2000):
        territory = content.territory_of_account.get(account.pk)
        owner = content.owners.get(territory) if territory is not None else None
        yield Move(account, territory, now.get(account.pk), owner.pk if owner else None)


def hands(content: Content, rows: Iterator[Move]) -> list[Hand]:
    """Return each person's gains and losses, by name."""
    people = {p.pk: Hand(p) for p in Person.objects.visible_to(content.reader).order_by("name")}
    for row in rows:
        hours = float(row.account.workload_hours or 0)
        if row.before in people:
            people[row.before].before += 1
            people[row.before].hours_before += hours
            people[row.before].lost += row.before != row.after
        if row.after in people:
            people[row.after].after += 1
            people[row.after].hours_after += hours
            people[row.after].gained += row.before != row.after
    return [hand for hand in people.values() if hand.before or hand.after]
