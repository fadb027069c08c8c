"""Put a plan into force on a day: coverages and owners follow, what was before is kept."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from comarca.accounts.models import Account, Site
from comarca.accounts.ownership import assign, owners
from comarca.base.history import record
from comarca.team.models import Person
from comarca.territories.models import AccountAssignment, Coverage, Plan
from comarca.territories.totals import Totals


class CannotActivate(Exception):
    """The plan is not ready; ``reasons`` says what to do."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


@dataclass
class Share:
    """What one person has today, and has in the plan."""

    person: Person
    accounts_before: int = 0
    accounts_after: int = 0
    accounts_gained: int = 0
    accounts_lost: int = 0
    workload_before: float = 0.0
    workload_after: float = 0.0


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
    later = Plan.objects.filter(status=Plan.Status.ACTIVE, effective_from__gte=day) if day else None
    if later is not None and later.exists():
        answer.append(_("Another plan comes into force on or after that day. Choose a later day."))
    return answer


def owners_in(plan: Plan) -> dict[int, int | None]:
    """Return who would own each account: by name where it is named, else by its place."""
    totals = Totals(plan)
    person_of = {territory: person.pk for territory, person in totals.owners.items()}
    answer: dict[int, int | None] = {}
    sites = Site.objects.filter(is_main=True, unit__layer=plan.layer_id)
    for account, unit, parent in sites.values_list("account", "unit", "unit__parent"):
        home = totals.territory_of.get(unit or 0) or totals.territory_of.get(parent or 0)
        answer[account] = person_of.get(home or 0)
    named = AccountAssignment.objects.filter(plan=plan).values_list("account", "territory")
    return answer | {account: person_of.get(territory) for account, territory in named}


def gains_and_losses(plan: Plan, day: date, reader: Person | None = None) -> list[Share]:
    """Return what each person (whom the reader may see) would gain and lose."""
    after = owners_in(plan)
    before = owners(after, day)
    seen = Person.objects.all() if reader is None else Person.objects.visible_to(reader)
    people = {person.pk: Share(person) for person in seen.order_by("name")}
    hours = dict(Account.objects.filter(sites__is_main=True).values_list("pk", "workload_hours"))
    counts: Counter[tuple[int | None, int | None]] = Counter()
    for account, new in after.items():
        old, work = before.get(account), float(hours.get(account, 0))
        counts[old, new] += 1
        if old in people:
            people[old].workload_before += work
        if new in people:
            people[new].workload_after += work
    for (old, new), count in counts.items():
        if old in people:
            people[old].accounts_before += count
            people[old].accounts_lost += count if old != new else 0
        if new in people:
            people[new].accounts_after += count
            people[new].accounts_gained += count if old != new else 0
    return [share for share in people.values() if share.accounts_before or share.accounts_after]


def activate(plan: Plan, day: date, actor: Person | None) -> int:
    """Put a plan into force from a day on; return how many accounts change hands."""
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        reasons = reasons_against(plan, day)
        if reasons:
            raise CannotActivate(reasons)
        _retire(day)
        plan.status = Plan.Status.ACTIVE
        plan.effective_from = day
        plan.save(update_fields=["status", "effective_from", "updated_at"])
        Coverage.objects.filter(territory__plan=plan, valid_to=None).update(valid_from=day)
        moved = assign(owners_in(plan).items(), day, plan.name[:200], plan.pk)
        record(plan, "activate", actor=actor, after={"day": day.isoformat(), "accounts": moved})
    return moved


def _retire(day: date) -> None:
    """End the plan in force and its coverages on the day the next one begins."""
    for old in Plan.objects.filter(status=Plan.Status.ACTIVE, effective_to=None):
        rows = Coverage.objects.filter(territory__plan=old, valid_to=None)
        rows.filter(valid_from__lt=day).update(valid_to=day)
        rows.filter(valid_from=None).update(valid_from=F("territory__plan__effective_from"))
        old.status = Plan.Status.ARCHIVED
        old.effective_to = max(day, (old.effective_from or day) + timedelta(days=1))
        old.save(update_fields=["status", "effective_to", "updated_at"])
