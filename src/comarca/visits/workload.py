"""The hours a year that visiting an account takes: visits of its cycle times length and road."""

from typing import Any

from django.db.models import (
    Avg,
    Case,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from comarca.accounts.measures import Measure, of_sites, register
from comarca.visits.models import Visit, VisitCycle

WEEKS = 52.0
UNKNOWN = 15.0  # minutes of driving for each visit, before any week was planned


def visit_hours(layers: list[int]) -> "QuerySet[Any, Any]":
    """Return accounts by unit with the hours a year of their visits, the road included.

    The road to an account is what planned weeks have needed for it on average: its share of the
    day's driving. Where it was never planned, the mean of all visits stands in.
    """
    road = Coalesce(
        Subquery(
            Visit.objects.filter(account=OuterRef("account"), travel__gt=0).order_by()
            .values("account").annotate(mean=Avg("travel")).values("mean")
        ),
        Value(_mean()), output_field=FloatField(),
    )  # fmt: skip
    whens = [
        When(
            account__own_cycle__isnull=False,
            then=F("account__own_cycle__visits") * WEEKS / F("account__own_cycle__weeks")
            * (F("account__own_cycle__minutes") + road) / 60.0,
        )
    ]  # fmt: skip
    cycles = list(VisitCycle.objects.all())
    whens += [
        When(
            account__segment=one.segment,
            then=Value(one.visits * WEEKS / one.weeks / 60.0) * (Value(float(one.minutes)) + road),
        )
        for one in cycles
    ]
    hours = Case(*whens, default=Value(0.0), output_field=FloatField())
    visited = Q(account__own_cycle__isnull=False)
    if cycles:
        visited |= Q(account__segment__in=[one.segment for one in cycles])
    return of_sites(layers, visit_hours=hours).filter(visited)


def _mean() -> float:
    found = Visit.objects.filter(travel__gt=0).aggregate(mean=Avg("travel"))["mean"]
    return float(found) if found else UNKNOWN


MEASURE = register(
    Measure(
        "visit_hours", _("Workload from visits"), _("hours a year"), visit_hours, Sum, "visit_hours"
    )
)
