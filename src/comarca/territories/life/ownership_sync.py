"""Owners follow the plans in force: who owns which account from each day on."""

from collections.abc import Iterable
from datetime import date

from comarca.accounts.models import Ownership
from comarca.accounts.ownership import assign
from comarca.base.periods import lasting
from comarca.territories.homes import Pairs, owners_in
from comarca.territories.models import Coverage, Plan


def follow(day: date, only: Iterable[int] | None = None) -> int:
    """Give accounts to whom the plans in force say, from a day on and on each later change.

    ``only`` keeps to some accounts. Returns how many change hands on that day.
    """
    chosen = None if only is None else set(only)
    moved = [_follow_on(each, chosen) for each in [day, *later_changes(day)]]
    return moved[0]


def later_changes(day: date) -> list[date]:
    """Return the days to come on which a plan begins, or somebody takes a territory over."""
    plans = Plan.objects.filter(
        lasting(day, "effective_to"),
        status__in=[Plan.Status.ACTIVE, Plan.Status.ARCHIVED],
    )
    begun = plans.filter(effective_from__gt=day).values_list("effective_from", flat=True)
    taken = Coverage.objects.filter(territory__plan__in=plans, valid_from__gt=day)
    days = {*begun, *taken.values_list("valid_from", flat=True)}
    return sorted(each for each in days if each is not None)


def _follow_on(day: date, only: set[int] | None) -> int:
    plan = Plan.objects.in_force(day).select_related("layer").first()
    if plan is None:
        return 0
    left: Pairs = dict.fromkeys(_left_by_other_plans(plan, day))
    pairs = left | owners_in(plan, day)
    if only is not None:
        pairs = {account: person for account, person in pairs.items() if account in only}
    return assign(pairs.items(), day, plan.name[:200], plan.pk)


def _left_by_other_plans(plan: Plan, day: date) -> Iterable[int]:
    """Return the accounts that another plan gave away for days on which this one is in force."""
    rows = Ownership.objects.filter(plan_id__isnull=False).exclude(plan_id=plan.pk)
    return rows.overlapping(day).values_list("account", flat=True)
