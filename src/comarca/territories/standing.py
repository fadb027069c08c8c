"""How the plan in force stands today: what is out of balance, in pieces or served by nobody."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise

from comarca.accounts.data_version import data_version
from comarca.accounts.measures import MEASURES
from comarca.base.dates import today
from comarca.territories.models import Coverage, Plan
from comarca.territories.totals import Totals

ROUNDING = 1e-9  # a share that was balanced to the very tolerance is within it


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan's territories in figures; ``worst`` is the largest deviation (0.1 is 10 %)."""

    territories: int
    over: int
    broken: int
    unserved: int
    unassigned: int
    worst: float
    tolerance: float
    measure: str | Promise


def plan_in_force() -> Plan | None:
    """Return the plan in force today."""
    return Plan.objects.in_force(today()).select_related("layer").first()


def standing(plan: Plan) -> Standing:
    """Return how a plan stands; counted once for each state of plan, people and accounts."""
    newest = Coverage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return _standing(plan.pk, plan.version, newest, data_version())


@lru_cache(maxsize=4)
def _standing(plan_id: int, version: int, coverages: int, accounts: str) -> Standing:
    """Add the plan up: some seconds' work with many accounts, hence kept."""
    totals = Totals(Plan.objects.select_related("layer").get(pk=plan_id))
    limits = totals.tolerances
    first = next(iter(limits))
    shares = [totals.deviation(territory) for territory in totals.territories]
    return Standing(
        territories=len(shares),
        over=sum(
            any(abs(mine[key]) > limit + ROUNDING for key, limit in limits.items())
            for mine in shares
        ),
        # As the map counts them: in pieces, or on both sides of the sea.
        broken=sum(
            totals.pieces[t.pk] > 1 or len(totals.lands_of[t.pk]) > 1 for t in totals.territories
        ),
        unserved=sum(t.pk not in totals.owners for t in totals.territories),
        unassigned=totals.unit_counts[0],
        worst=max((mine[first] for mine in shares), key=abs, default=0.0),
        tolerance=limits[first],
        measure=MEASURES[first].label,
    )
