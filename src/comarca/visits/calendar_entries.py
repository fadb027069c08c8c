"""Published visits in the calendar and in its feeds, at their times."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.activities.agenda.entries import Shown
from comarca.team.models import Person
from comarca.visits.models import Visit, WeekPlan

MOST = 6_000  # a week of sixty people and more


def entries(
    reader: Person, people: Sequence[Person], start: datetime, end: datetime
) -> Iterator[Shown]:
    """Yield people's visits to come, as far as the reader sees them."""
    rows = Visit.objects.visible_to(reader).filter(
        week__person__in=[one.pk for one in people], week__state=WeekPlan.State.PUBLISHED,
        state=Visit.State.PLANNED, day__gte=timezone.localdate(start),
        day__lt=timezone.localdate(end - timedelta(seconds=1)) + timedelta(days=1),
    )  # fmt: skip
    shown = rows.select_related("account", "week__person").order_by("day", "starts", "pk")
    for row in shown[:MOST]:
        if (at := row.begins) is None:
            continue
        yield Shown(
            title=_("Visit"), at=at, ends_at=at + timedelta(minutes=row.minutes), icon="map-pin",
            person=row.week.person.name, account=row.account.name, state="planned",
            address=reverse("visits:board", args=[row.week_id]), version=row.version,
            uid=f"visit-{row.pk}", whose=row.week.person_id,
        )  # fmt: skip
