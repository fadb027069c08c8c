"""What a campaign may aim at: each goal says which accounts reached it in a period."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from comarca.relations.models import Agreement, Need
from comarca.sales.models import Order

Reached = Callable[[Collection[int], datetime, datetime], set[int]]


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: what people call it, and who reached it from a moment to (not including) another.

    It must be able to happen without the campaign, too: else a hold-out group shows nothing.
    """

    key: str
    label: str | Promise
    reached: Reached


_goals: dict[str, Goal] = {}


def register(key: str, label: str | Promise, reached: Reached) -> None:
    """Add a goal (in an app's ``slots.py``)."""
    _goals[key] = Goal(key, label, reached)


def choices() -> list[tuple[str, str | Promise]]:
    """Return the goals to choose from."""
    return [(one.key, one.label) for one in _goals.values()]


def find(key: str) -> Goal | None:
    """Return a goal, or None if nobody measures it any more."""
    return _goals.get(key)


def _needs(accounts: Collection[int], start: datetime, end: datetime) -> set[int]:
    rows = Need.objects.filter(account__in=accounts, created_at__gte=start, created_at__lt=end)
    return set(rows.values_list("account", flat=True))


def _agreements(accounts: Collection[int], start: datetime, end: datetime) -> set[int]:
    rows = Agreement.objects.filter(account__in=accounts, created_at__gte=start, created_at__lt=end)
    return set(rows.values_list("account", flat=True))


def _orders(accounts: Collection[int], start: datetime, end: datetime) -> set[int]:
    rows = Order.objects.filter(
        account__in=accounts, ordered_on__gte=localdate(start), ordered_on__lt=localdate(end)
    )
    return set(rows.exclude(state="cancelled").values_list("account", flat=True))


register("need", _("a need is noted"), _needs)
register("order", _("an order is placed"), _orders)
register("agreement", _("an agreement is made"), _agreements)
