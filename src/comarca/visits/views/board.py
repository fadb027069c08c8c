"""One person's week: each day's visits in order, what found no room, and what to tell them."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.accounts.models import Account
from comarca.base.dates import today
from comarca.base.events import record
from comarca.team.access import current, permitted
from comarca.team.models import Person
from comarca.visits.models import Visit, WeekPlan
from comarca.visits.planning.jobs import team_of
from comarca.visits.planning.reasons import because
from comarca.visits.planning.standing import at_risk, overdue, owned
from comarca.visits.team_week import rows_of

SHOWN = 50  # overdue and endangered accounts named
OTHERS = 30  # people that a visit may be given to


def visible_week(request: HttpRequest, week_id: int) -> WeekPlan:
    """Return a week the reader may see, else 404; a draft only who plans it."""
    person = permitted(request, "records.read")
    seen = WeekPlan.objects.visible_to(person).select_related("person")
    if not person.may("visits.plan"):
        seen = seen.filter(state=WeekPlan.State.PUBLISHED)
    return get_object_or_404(seen, pk=week_id)


def may_arrange(person: Person, week: WeekPlan) -> bool:
    """Return whether somebody may move the visits of a week that they see."""
    return person.may("visits.plan") and (
        week.person_id == person.pk or week.person in team_of(person)
    )


@require_GET
@never_cache
def board(request: HttpRequest, week_id: int) -> HttpResponse:
    """Show one person's week, day by day."""
    week, person = visible_week(request, week_id), current(request)
    visits = list(
        Visit.objects.visible_to(person).filter(week=week)
        .exclude(state=Visit.State.CANCELLED).select_related("account", "request")
        .order_by("order", "pk")
    )  # fmt: skip
    (row,) = rows_of([week.person], {week.person_id: week}, week.starts)
    mine = owned([week.person_id], week.starts)
    plans = may_arrange(person, week)
    context = {
        "week": week, "row": row, "columns": _columns(row, visits, week),
        "unplaced": [(one, because(one)) for one in visits if one.day is None],
        "may_arrange": plans, "others": _others(person, week) if plans else [],
        "overdue": _accounts(overdue(mine, week.starts)), "at_risk": _accounts(at_risk(mine)),
        "shown": SHOWN, "today": today(), "last": week.starts + timedelta(days=6),
    }  # fmt: skip
    return render(request, "visits/board.html", context)


def _columns(row: Any, visits: list[Visit], week: WeekPlan) -> list[dict[str, Any]]:
    """Return the days with their figures; a day off that holds visits is shown too."""
    known = {one["day"]: one for one in week.days}
    loads = {one.day: one for one in row.days}
    days = sorted({*loads, *(one.day for one in visits if one.day)})
    return [
        {
            "day": day, "load": loads.get(day), "figures": known.get(day.isoformat(), {}),
            "visits": [one for one in visits if one.day == day], "is_past": day < today(),
        }
        for day in days
    ]  # fmt: skip


def _others(person: Person, week: WeekPlan) -> list[WeekPlan]:
    """Return the other weeks of the team to which a visit may go."""
    team = [one.pk for one in team_of(person)]
    rows = WeekPlan.objects.filter(person__in=team, starts=week.starts).exclude(pk=week.pk)
    return list(rows.select_related("person").order_by("person__name")[:OTHERS])


def _accounts(rows: Any) -> list[Account]:
    # By their ownerships: an account list around them makes PostgreSQL judge each one many times.
    first = rows.select_related("account").order_by("account__name", "account")[:SHOWN]
    return [row.account for row in first]


@require_POST
def instruct(request: HttpRequest, week_id: int) -> HttpResponse:
    """Tell a person what matters this week."""
    week = visible_week(request, week_id)
    person = permitted(request, "visits.plan")
    if not may_arrange(person, week):
        return HttpResponse(status=403)
    said = request.POST.get("instructions", "").strip()[:2000]
    if said != week.instructions:
        before, week.instructions = week.instructions, said
        week.save(update_fields=["instructions"])
        record(week, "week_changed", actor=person, before={"instructions": before},
               after={"instructions": said}, state=week.state, person=week.person_id)  # fmt: skip
    messages.success(request, _("The instructions are saved."))
    return redirect("visits:board", week_id=week.pk)
