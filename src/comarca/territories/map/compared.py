"""Which units another plan gives to somebody else: what the map hatches."""

from typing import Any

from comarca.territories.models import Plan, Territory
from comarca.territories.totals import Totals


def changed_units(plan: Plan, other: Plan) -> dict[str, Any]:
    """Return the units that are served differently in another plan, and by whom there.

    Territories are the same where the same person serves them; where nobody does, where code and
    name are the same. A unit that only one of the plans has counts as its parts or its whole do.
    """
    now, then = _served(plan), _served(other)
    columns: dict[str, list[Any]] = {"unit": [], "before": []}
    for unit, (key, _name) in now.items():
        before = then.get(unit)
        if before is not None and before[0] != key:
            columns["unit"].append(unit)
            columns["before"].append(before[1])
    return {"name": other.name, **columns}


def _served(plan: Plan) -> dict[int, tuple[str, str]]:
    """Return what tells the territory of each unit across plans, and its name."""
    totals = Totals(plan)
    known = {t.pk: _identity(totals, t) for t in totals.territories}
    return {unit: known.get(home or 0, ("", "")) for unit, home in totals.territory_of.items()}


def _identity(totals: Totals, territory: Territory) -> tuple[str, str]:
    person = totals.owners.get(territory.pk)
    if person is None:
        return f"{territory.code} {territory.name}", territory.name
    name = territory.name if territory.name == person.name else f"{territory.name} · {person.name}"
    return f"person {person.pk}", name
