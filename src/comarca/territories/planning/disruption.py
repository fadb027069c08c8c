"""What a proposal changes for whom, counted in accounts."""

from collections import Counter
from dataclasses import dataclass

from comarca.accounts.measures import per_unit
from comarca.team.models import Person
from comarca.territories.models import Proposal
from comarca.territories.totals import Totals


@dataclass(frozen=True)
class Shift:
    """The accounts one person would gain and lose."""

    person: Person
    gained: int
    lost: int


def shifts(proposal: Proposal) -> list[Shift]:
    """Return what each person gains and loses against the plan as it is now, most moved first."""
    totals = Totals(proposal.plan)
    accounts = per_unit(proposal.plan.layer)["accounts"]
    gained: Counter[int] = Counter()
    lost: Counter[int] = Counter()
    pairs = zip(proposal.assignment["unit"], proposal.assignment["territory"], strict=True)
    for unit, after in pairs:
        before = totals.territory_of.get(unit)
        if before != after and unit in accounts:
            gained[after or 0] += int(accounts[unit])
            lost[before or 0] += int(accounts[unit])
    found = [
        Shift(person, gained[territory], lost[territory])
        for territory, person in totals.owners.items()
        if gained[territory] or lost[territory]
    ]
    return sorted(found, key=lambda shift: -(shift.gained + shift.lost))
