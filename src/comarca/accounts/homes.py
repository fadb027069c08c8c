"""Gives people who came without a home town the town where most of their accounts are."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction

from comarca.accounts.models import Account, Ownership, Site
from comarca.base.dates import today
from comarca.geography.models import GeoUnit
from comarca.team import editing
from comarca.team.models import Person


def likely_homes(people: Sequence[Person]) -> dict[int, GeoUnit]:
    """Return the town where each person has most accounts today, by the person's id.

    Of equals the first by id. Who owns no open account on the map has none.
    """
    owned = Ownership.objects.on(today()).filter(person__in=[person.pk for person in people])
    owner = dict(owned.values_list("account", "person"))
    sites = Site.objects.filter(is_main=True, unit__isnull=False, account__in=owner)
    sites = sites.filter(account__archived_at=None).exclude(account__status=Account.Status.CLOSED)
    counts: dict[int, Counter[int]] = {}
    for account, unit, parent in sites.values_list("account", "unit", "unit__parent"):
        counts.setdefault(owner[account], Counter())[parent or unit or 0] += 1
    chosen = {who: min(of, key=lambda unit: (-of[unit], unit)) for who, of in counts.items()}
    units = GeoUnit.objects.in_bulk(set(chosen.values()))
    return {who: units[unit] for who, unit in chosen.items()}


@transaction.atomic
def settle(people: Sequence[Person], actor: Person) -> list[Person]:
    """Write the likely home of each of some people down, as a change like any other."""
    found = likely_homes(people)
    return [
        editing.change(
            person,
            {"home_place": unit.name, "home_lon": unit.lon, "home_lat": unit.lat},
            actor,
        )
        for person in people
        if (unit := found.get(person.pk)) is not None
    ]
