"""Give a territory to another person: at once in a draft, from a day on in a plan in force."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from comarca.base.events import record
from comarca.team.models import Person
from comarca.territories.editing.region import check_staffing
from comarca.territories.editing.territories import change_territory
from comarca.territories.homes import homes_in
from comarca.territories.life.activation import refusal_of
from comarca.territories.life.ownership_sync import follow
from comarca.territories.models import Coverage, Plan, Territory


class CannotStaff(Exception):
    """The territory cannot change hands on that day; the message says what to do."""


def serve(territory: Territory, person: Person | None, day: date, actor: Person) -> int:
    """Give a territory to a person from a day on; return how many accounts change hands.

    Who served it until then keeps the days before. Owners of its accounts follow. Raises
    ``OutsideRegion`` where the territory or the person is another region's.
    """
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=territory.plan_id)
        check_staffing(territory, person, actor)
        rows = territory.coverages.filter(role=Coverage.Role.OWNER)
        before = [row.person_id for row in rows.filter(valid_to=plan.effective_to)]
        if plan.effective_from is None:
            change_territory(territory, actor, person=person.pk if person else None)
            return 0
        _check(plan, day)
        touched = [a for a, home in homes_in(plan).items() if home == territory.pk]
        rows.filter(valid_from__gte=day).delete()
        rows.on(day).update(valid_to=day)
        _open(territory, person, day, plan)
        moved = follow(day, touched)
        after = {"person": person.pk if person else None, "day": day.isoformat()}
        record(territory, "staffed", actor=actor, before={"people": before}, after=after)
    return moved


def _check(plan: Plan, day: date) -> None:
    """Refuse days that have been lived, and days outside the plan's own time."""
    if reason := refusal_of(day):
        raise CannotStaff(reason)
    if plan.effective_from is None or day < plan.effective_from:
        raise CannotStaff(_("The plan is not in force yet on that day. Choose a later day."))
    if plan.effective_to is not None and day >= plan.effective_to:
        raise CannotStaff(_("The plan is over on that day. Choose an earlier day."))


def _open(territory: Territory, person: Person | None, day: date | None, plan: Plan) -> None:
    if person is not None:
        Coverage.objects.create(
            territory=territory, person=person, valid_from=day, valid_to=plan.effective_to
        )
