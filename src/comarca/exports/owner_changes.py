"""Who gains and who loses which accounts when a plan comes into force."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comarca.accounts.models import Account
from comarca.accounts.ownership import owners
from comarca.base.dates import today
from comarca.exports.content import Content
from comarca.team.models import Person
from comarca.territories.planning.disruption import Disruption, disruption


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


def disruption_of(content: Content, rows: Iterable[Move]) -> list[Disruption]:
    """Return each person's gains and losses, by name."""
    pairs = [(row.account.pk, row.before, row.after) for row in rows]
    people = Person.objects.visible_to(content.reader).order_by("name")
    before = {account: old for account, old, _new in pairs}
    return disruption(before, {account: new for account, _old, new in pairs}, people)
