"""Which territories a person may plan: all of them, or those that their own people serve.

The rule stands where every change of a plan passes (``apply``), so that no page or call can
forget it. A territory that nobody serves is no region's: who plans the whole company staffs it.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from comarca.team.models import Person
from comarca.team.permissions import everywhere
from comarca.team.visibility import people_within
from comarca.territories.editing.step import Step
from comarca.territories.models import Coverage, Plan, Territory, UnitAssignment


class OutsideRegion(PermissionDenied):
    """The change touches what other people's managers plan; the message says so."""


def plans_all(person: Person | None) -> bool:
    """Return whether a person plans the whole company; work without a person does."""
    return person is None or everywhere(person, "plans.edit")


def require_all(person: Person) -> None:
    """Refuse what changes a plan as a whole to those who plan a region."""
    if not plans_all(person):
        raise OutsideRegion(
            _("The optimiser divides the whole plan. Ask somebody who plans the whole company.")
        )


def planned_by(plan: Plan, person: Person) -> set[int]:
    """Return the ids of the plan's territories that a person may plan."""
    within = people_within(person, "plans.edit")
    if within is None:
        return set(plan.territories.values_list("pk", flat=True))
    rows = Coverage.objects.owning(plan).filter(person__in=within)
    return set(rows.values_list("territory", flat=True))


def may_staff(territory: Territory, person: Person) -> bool:
    """Return whether a person may say who serves a territory, on the day its page shows."""
    within = people_within(person, "coverage.edit")
    rows = Coverage.objects.owning(territory.plan).filter(territory=territory)
    return within is None or rows.filter(person__in=within).exists()


def check_staffing(territory: Territory, serving: Person | None, actor: Person) -> None:
    """Refuse another region's territory, and to give one's own to another region or nobody."""
    if not may_staff(territory, actor):
        raise OutsideRegion(_other_region())
    within = people_within(actor, "coverage.edit")
    if within is not None and (serving is None or serving.pk not in within):
        raise OutsideRegion(_choose_own())


def check(plan: Plan, actor: Person | None, step: Step) -> None:
    """Refuse a step that reaches beyond the actor's region, before any of it is written."""
    if actor is None or plans_all(actor):
        return
    if step.plan is not None or step.units:
        require_all(actor)
    own = planned_by(plan, actor)
    within = people_within(actor, "plans.edit") or set()
    made = {pk for pk, before, _after in step.territories if before is None}
    touched = {pk for _unit, *pair in step.moves for pk in pair} | _homes(plan, step)
    touched |= {pk for pk, _before, _after in step.territories}
    if outside := touched - own - made:
        raise OutsideRegion(_outside(plan, outside))
    if not _served_within(step.territories, within):
        raise OutsideRegion(_choose_own())


def _homes(plan: Plan, step: Step) -> set[int | None]:
    """Return the territories, as they are now, of the units that a step moves or locks."""
    units = [row[0] for row in (*step.moves, *step.locks)]
    found: set[int | None] = set()
    for start in range(0, len(units), 2000):
        rows = UnitAssignment.objects.filter(plan=plan, unit__in=units[start : start + 2000])
        found |= set(rows.values_list("territory", flat=True))
    return found


def _served_within(rows: Iterable[tuple[int, Any, Any]], within: set[int]) -> bool:
    """Return whether each territory that stays is served by one of some people."""
    return all(after is None or after["person"] in within for _pk, _before, after in rows)


def _other_region() -> str:
    return _("You plan the territories of your own people. This changes others too.")


def _outside(plan: Plan, outside: set[int | None]) -> str:
    """Return whose territories stand in the way, by name; a unit in none is nobody's region."""
    rows = plan.territories.filter(pk__in=[pk for pk in outside if pk]).order_by("name")
    names = ", ".join(rows.values_list("name", flat=True)[:3]) or _("no territory")
    return f"{_other_region()} " + _("Not yours: %(names)s.") % {"names": names}


def _choose_own() -> str:
    return _("Choose one of your own people to serve this territory.")
