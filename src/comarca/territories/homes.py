"""The territory and the owner of each account, in a plan or in a proposal for it."""

from collections.abc import Mapping
from datetime import date

from comarca.accounts.models import Site
from comarca.territories.models import AccountAssignment, Plan
from comarca.territories.totals import Totals

Pairs = dict[int, int | None]


def owners_in(plan: Plan, day: date | None = None) -> Pairs:
    """Return who would own each account: by name where it is named, else by its place."""
    person_of = {home: person.pk for home, person in Totals(plan, day).owners.items()}
    return {account: person_of.get(home or 0) for account, home in homes_in(plan).items()}


def homes_in(plan: Plan, territory_of: Mapping[int, int | None] | None = None) -> Pairs:
    """Return the territory of each account of a plan: by name, else by its place.

    ``territory_of`` gives the territory of each unit where it is not the plan's own: a proposal's.
    """
    if territory_of is None:
        territory_of = Totals(plan).territory_of
    sites = Site.objects.filter(is_main=True, unit__layer=plan.layer_id)
    answer: Pairs = {}
    for account, unit, parent in sites.values_list("account", "unit", "unit__parent"):
        answer[account] = territory_of.get(unit or 0) or territory_of.get(parent or 0)
    named = AccountAssignment.objects.filter(plan=plan).values_list("account", "territory")
    return answer | dict(named)
