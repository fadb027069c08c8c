"""Publish weeks: each person is told once, with what is theirs."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from comarca.base.events import record
from comarca.team.models import Person
from comarca.visits.models import Visit, WeekPlan


@transaction.atomic
def publish(people: Iterable[Person], monday: date, actor: Person) -> int:
    """Publish the drafts of people's weeks and return how many there were."""
    drafts = list(
        WeekPlan.objects.select_for_update().filter(
            person__in=[one.pk for one in people], starts=monday, state=WeekPlan.State.DRAFT
        )
    )
    placed = Q(state=Visit.State.PLANNED)
    counted = Visit.objects.filter(placed, week__in=drafts).order_by().values_list("week")
    visits = dict(counted.annotate(n=Count("pk")))
    for one in drafts:
        one.state, one.version = WeekPlan.State.PUBLISHED, one.version + 1
        one.published_at = timezone.now()
        one.save(update_fields=["state", "version", "published_at"])
        after = {
            "state": "published", "starts": monday.isoformat(), "visits": visits.get(one.pk, 0),
        }  # fmt: skip
        record(one, "week_published", actor=actor, before={"state": "draft"}, after=after,
               person=one.person_id)  # fmt: skip
    return len(drafts)
