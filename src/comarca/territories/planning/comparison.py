"""What the proposals page compares: balance, travel, change, and the plan as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from comarca.accounts.measures import MEASURES
from comarca.accounts.ownership import owners
from comarca.base.dates import today
from comarca.territories.homes import homes_in
from comarca.territories.models import Plan, Proposal
from comarca.territories.planning.disruption import Disruption, disruption
from comarca.territories.planning.sentences import advice, violations
from comarca.territories.planning.settings import settings_of
from comarca.territories.planning.single_territory import islands_apart, lone
from comarca.territories.totals import Totals


@dataclass(frozen=True)
class Balance:
    """How far the worst territory stands from the mean, in a proposal and in the plan now."""

    label: str | Promise
    value: float
    tolerance: float | None
    now: float | None


@dataclass(frozen=True)
class Card:
    """One proposal as the page shows it."""

    proposal: Proposal
    report: dict[str, Any]
    balance: list[Balance]
    disruption: list[Disruption]
    violations: list[str]
    advice: list[str]

    @property
    def tolerance(self) -> float | None:
        """Return the tolerance of the first measure, which the answer was to keep."""
        settings = settings_of(self.proposal.options)
        return settings.measures[0].tolerance if settings else None

    @property
    def changing_hands(self) -> int:
        """Return how many accounts somebody gains, beside what people have now.

        The engine counts from the plan's units; in a plan without any it knows of no change.
        """
        return sum(row.accounts_gained for row in self.disruption)

    @property
    def is_finished(self) -> bool:
        """Return whether the search came to its end, and was not cut short by the time."""
        return bool(self.report.get("finished", self.report.get("stopped") != "time"))


def cards(plan: Plan, proposals: list[Proposal]) -> list[Card]:
    """Return the proposals of a plan, each beside what the plan is now."""
    totals = Totals(plan)
    now = worst_now(totals)
    return [
        Card(
            proposal=proposal,
            report=proposal.report,
            balance=_balance(proposal, now),
            disruption=_disruption(totals, proposal),
            violations=violations(proposal),
            advice=advice(proposal),
        )
        for proposal in proposals
    ]


def worst_now(totals: Totals) -> dict[str, float]:
    """Return the largest deviation of each measure in the plan as it is; empty while unassigned."""
    used = [t for t in totals.territories if totals.unit_counts[t.pk]]
    if not used:
        return {}
    rows = [totals.deviation(territory) for territory in used]
    return {key: max(abs(row[key]) for row in rows) for key in MEASURES}


def _balance(proposal: Proposal, now: dict[str, float]) -> list[Balance]:
    settings = settings_of(proposal.options)
    tolerances = settings.tolerances if settings else {}
    return [
        Balance(MEASURES[key].label, value, tolerances.get(key), now.get(key))
        for key, value in proposal.report.get("worst_deviation", {}).items()
        if key in MEASURES
    ]


def _disruption(totals: Totals, proposal: Proposal) -> list[Disruption]:
    """Return what each person gains and loses against the plan as it is now, most changed first."""
    columns = proposal.assignment
    after = dict(zip(columns["unit"], columns["territory"], strict=True))
    person = {pk: owner.pk for pk, owner in totals.owners.items()}
    then = {a: person.get(home or 0) for a, home in homes_in(totals.plan, after).items()}
    if totals.unit_counts.keys() <= {0}:
        # Nothing is assigned yet: what people have today is what would change.
        now: Mapping[int, int | None] = owners(then, today())
    else:
        now = {a: person.get(home or 0) for a, home in homes_in(totals.plan).items()}
    rows = disruption(now, then, totals.owners.values())
    return sorted((row for row in rows if row.changes), key=lambda row: -row.changes)


def lone_in(proposal: Proposal) -> list[tuple[str, float]]:
    """Return the territories alone across the sea, with how many people's work each holds."""
    settings = settings_of(proposal.options)
    totals = proposal.report.get("totals", {})
    if settings is None or not totals or not islands_apart(proposal.options):
        return []
    first = settings.measures[0]
    load = {int(pk): figures.get(first.key, 0.0) for pk, figures in totals.items()}
    container = {int(pk): name for pk, name in proposal.report.get("containers", {}).items()}
    name = dict(proposal.plan.territories.values_list("pk", "name"))
    found = lone(load, container, first.tolerance)
    return [(name[each.territory], each.people) for each in found if each.territory in name]
