"""Put a plan into force on a day: coverages and owners follow, what was before is kept."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from comarca.accounts.models import Account
from comarca.accounts.ownership import owners
from comarca.base.dates import today
from comarca.base.events import record
from comarca.team.models import Person
from comarca.territories.homes import owners_in
from comarca.territories.life.ownership_sync import follow
from comarca.territories.models import Coverage, Plan
from comarca.territories.planning.disruption import Disruption, disruption
from comarca.territories.totals import Totals


class CannotActivate(Exception):
    """The plan is not ready; ``reasons`` says what to do."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def reasons_against(plan: Plan, day: date | None = None) -> list[str]:
    """Return what stands in the way of putting a plan into force, each with its remedy."""
    totals = Totals(plan)
    answer = []
    if plan.status in {Plan.Status.ACTIVE, Plan.Status.ARCHIVED}:
        answer.append(_("This plan has been in force already. Copy it, and use the copy."))
    if not totals.unit_counts or set(totals.unit_counts) == {0}:
        answer.append(_("Nothing is assigned yet. Optimise the plan first."))
    unserved = [t.name for t in totals.territories
                if totals.unit_counts[t.pk] and t.pk not in totals.owners]  # fmt: skip
    if unserved:
        answer.append(_("Choose a person for: %(names)s.") % {"names": ", ".join(unserved[:5])})
    lost = int(totals.of_territories[0]["accounts"])
    if lost:
        text = _("%(count)s accounts lie in units without a territory. Assign these on the map.")
        answer.append(text % {"count": lost})
    if day is not None and _lived_by_another(day):
        answer.append(_("Another plan came into force on or after that day. Choose a later day."))
    return answer


def refusal_of(day: date) -> str:
    """Return why a change may not begin on a day; empty where it may: the past has been lived."""
    return "" if day >= today() else _("Choose today or a later day.")


def _lived_by_another(day: date) -> bool:
    """Return whether another plan began on or after a day, and people have worked by it."""
    begun = Plan.objects.filter(effective_from__gte=day, effective_from__lt=today())
    return begun.exists()


def disruption_of(plan: Plan, day: date, reader: Person) -> list[Disruption]:
    """Return what each person whom the reader may see would gain and lose on a day."""
    after = owners_in(plan)
    people = Person.objects.visible_to(reader).order_by("name")
    return disruption(owners(after, day), after, people)


def off_the_map(plan: Plan) -> int:
    """Return how many open accounts lie in no unit of the plan's layer: nobody would own them."""
    return Account.objects.off_the_map(plan.layer_id).count()


def activate(plan: Plan, day: date, actor: Person | None) -> int:
    """Put a plan into force from a day on; return how many accounts change hands.

    The plan in force until then ends on that day. One that was to begin on that day or later
    gives way: it becomes a draft again.
    """
    with transaction.atomic():
        every = list(Plan.objects.select_for_update().order_by("pk"))
        plan = next(each for each in every if each.pk == plan.pk)
        reasons = reasons_against(plan, day)
        if reasons:
            raise CannotActivate(reasons)
        for other in every:
            if other.effective_from is not None and other.effective_from >= day:
                _withdraw(other, actor)
            elif other.effective_from is not None and _lasts_beyond(other, day):
                _retire(other, day)
        plan.status, plan.effective_from, plan.effective_to = Plan.Status.ACTIVE, day, None
        plan.save(update_fields=["status", "effective_from", "effective_to", "updated_at"])
        Coverage.objects.filter(territory__plan=plan).update(valid_from=day, valid_to=None)
        moved = follow(day)
        record(plan, "activated", actor=actor, after={"day": day.isoformat(), "accounts": moved})
    return moved


def _lasts_beyond(plan: Plan, day: date) -> bool:
    return plan.effective_to is None or plan.effective_to > day


def _retire(plan: Plan, day: date) -> None:
    """End a plan and its coverages on the day the next one begins."""
    rows = Coverage.objects.filter(territory__plan=plan)
    rows.filter(valid_from__gte=day).delete()
    rows.filter(valid_from=None).update(valid_from=plan.effective_from)
    rows.overlapping(day).update(valid_to=day)
    plan.status, plan.effective_to = Plan.Status.ARCHIVED, day
    plan.save(update_fields=["status", "effective_to", "updated_at"])


def _withdraw(plan: Plan, actor: Person | None) -> None:
    """Make a plan that nobody has worked by a draft again, with the people it began with."""
    rows = Coverage.objects.filter(territory__plan=plan)
    rows.filter(valid_from__gt=plan.effective_from).delete()
    rows.update(valid_from=None, valid_to=None)
    record(plan, "withdrawn", actor=actor, before={"day": plan.effective_from})
    plan.status, plan.effective_from, plan.effective_to = Plan.Status.DRAFT, None, None
    plan.save(update_fields=["status", "effective_from", "effective_to", "updated_at"])
