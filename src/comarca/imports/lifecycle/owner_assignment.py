"""Who gets a new account: whom the row names, else the territory's owner, else the importer."""

from collections.abc import Iterable
from datetime import date

from comarca.accounts.ownership import assign
from comarca.geography.models import GeoUnit
from comarca.team.models import Person
from comarca.territories.life.ownership_sync import follow, later_changes
from comarca.territories.models import Coverage, Plan, UnitAssignment


def owners_of_units(day: date) -> dict[int, int]:
    """Return the owner of each unit by the plan in force on a day."""
    plan = Plan.objects.in_force(day).first()
    if plan is None:
        return {}
    covers = Coverage.objects.on(day).filter(territory__plan=plan, role=Coverage.Role.OWNER)
    person_of = dict(covers.values_list("territory_id", "person_id"))
    units = UnitAssignment.objects.filter(plan=plan, territory__in=person_of)
    found = {u: person_of[t] for u, t in units.values_list("unit_id", "territory_id") if t}
    parts = GeoUnit.objects.filter(layer=plan.layer, parent__isnull=False)
    for unit, parent in parts.values_list("pk", "parent_id"):
        if unit not in found and parent in found:
            found[unit] = found[parent]
    return found


class OwnerAssignment:
    """Collects who gets which account and writes it with the accounts themselves."""

    def __init__(self, day: date, importer: Person | None) -> None:
        self.day = day
        self._by_unit = owners_of_units(day)
        self._importer = None if importer is None or importer.sees_everything else importer.pk
        self._pairs: dict[int, int] = {}

    def give(self, account: int, named: int | None, unit: int | None) -> None:
        """Note the owner of a new account."""
        owner = named or self._by_unit.get(unit or 0) or self._importer
        if owner is not None:
            self._pairs[account] = owner

    def hand_over(self, account: int, person: int) -> None:
        """Note the new owner of an account that was here."""
        self._pairs[account] = person

    def write(self, reason: str) -> int:
        """Write the owners noted so far, from the day on, and forget them."""
        pairs, self._pairs = self._pairs, {}
        return assign(pairs.items(), self.day, reason[:200])

    def follow_later(self, accounts: Iterable[int]) -> None:
        """Let accounts follow the plans that come into force after the day, too."""
        later, waiting = later_changes(self.day), set(accounts)
        if later and waiting:
            follow(later[0], waiting)
