"""Move a visit: first what it costs and what else moves, then the move itself."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.base.dates import today
from comarca.base.events import record
from comarca.team.access import current, permitted
from comarca.visits.models import Visit, WeekPlan
from comarca.visits.planning.jobs import team_of
from comarca.visits.planning.reasons import sentence
from comarca.visits.views.asked import asked, asked_day, asked_number, asked_time
from comarca.visits.views.board import may_arrange

WHY_NOT = {
    "done": gettext_lazy("This visit has been made or cancelled; it does not move any more."),
    "past": gettext_lazy("That day has passed. Choose today or a later day."),
    "other_week": gettext_lazy("That day lies in another week. Choose a day of this week."),
    "cannot": gettext_lazy("The week cannot be planned: a home or the customer is not on the map."),
}


def planned_visit(request: HttpRequest, visit_id: int) -> Visit:
    """Return a visit whose week the reader plans; 404 where they do not see it, else 403."""
    rows = Visit.objects.visible_to(current(request)).select_related("account", "week__person")
    visit = get_object_or_404(rows, pk=visit_id)
    person = permitted(request, "visits.plan")
    if not may_arrange(person, visit.week):
        raise PermissionDenied
    return visit


@require_GET
@never_cache
def ask(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Ask where to move a visit to, and show what that costs once it is said."""
    visit = planned_visit(request, visit_id)
    target, people = _target(request, visit)
    days = [visit.week.starts + timedelta(days=n) for n in range(7)]
    context = {
        "visit": visit, "people": people, "target": target,
        "days": [one for one in days if one >= today()],
        "day": asked_day(request, "day") if asked(request, "day") else visit.day,
        "at": asked_time(request, "at"),
        **(_worked_out(request, visit, target) if asked(request, "day") else {}),
    }  # fmt: skip
    is_part = request.headers.get("X-Part") == "cost"
    template = "visits/move_cost.html" if is_part else "visits/move.html"
    return render(request, template, {**context, "is_part": is_part})


def _target(request: HttpRequest, visit: Visit) -> tuple[WeekPlan, list[WeekPlan]]:
    """Return the week a visit is to go to (its own), and those it might go to."""
    team = [one.pk for one in team_of(current(request))]
    people = list(
        WeekPlan.objects.filter(person__in=team, starts=visit.week.starts)
        .select_related("person").order_by("person__name")
    )  # fmt: skip
    wanted = asked_number(request, "week")
    return next((one for one in people if one.pk == wanted), visit.week), people


def _worked_out(request: HttpRequest, visit: Visit, target: WeekPlan) -> dict[str, Any]:
    """Return what a move costs, or why it cannot be."""
    from comarca.visits.planning.move import CannotMove, CannotPlan, move

    try:
        found = move(visit, asked_day(request, "day"), asked_time(request, "at"), target)
    except CannotMove as error:
        return {"why_not": WHY_NOT[error.code]}
    except CannotPlan:
        return {"why_not": WHY_NOT["cannot"]}
    own = [s for change in found.changes for s in change.shifts if s.visit.pk == visit.pk]
    others = [s for change in found.changes for s in change.shifts if s.visit.pk != visit.pk]
    lost = next((s for s in own if s.after is None), None)
    return {
        "move": found, "own": own[0] if own else None, "km": found.total("km"),
        "minutes": found.total("driving"), "others": others,
        "moved_days": [s for s in others if s.before and s.after and s.before[0] != s.after[0]],
        "lost": [(s, sentence(s.reason)) for s in others if s.after is None],
        "why_not": sentence(lost.reason) if lost else "",
    }  # fmt: skip


@require_POST
def confirm(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Move a visit as it was shown; if the week changed meanwhile, show the new cost first."""
    from comarca.visits.planning.again import ChangedMeanwhile
    from comarca.visits.planning.move import CannotMove, CannotPlan, move
    from comarca.visits.planning.move import confirm as write

    visit = planned_visit(request, visit_id)
    person = current(request)
    target, _people = _target(request, visit)
    day: date = asked_day(request, "day")
    page = reverse("visits:move", args=[visit.pk])
    again = f"{page}?day={day.isoformat()}&at={asked(request, 'at')}&week={target.pk}"
    try:
        found = move(visit, day, asked_time(request, "at"), target)
        if found.versions == asked(request, "versions") and not found.is_possible:
            return redirect(again)
        write(found, person, asked(request, "versions"))
    except (CannotMove, CannotPlan):
        return redirect(again)
    except ChangedMeanwhile:
        messages.warning(request, _("The week has changed meanwhile. This is what it costs now."))
        return redirect(again)
    messages.success(request, _("The visit is moved, and the rest of the week settled around it."))
    return redirect("visits:board", week_id=visit.week_id)


@require_POST
def direct(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Mark a visit as a priority, with an instruction for whoever makes it."""
    visit = planned_visit(request, visit_id)
    after = {
        "is_priority": bool(request.POST.get("is_priority")),
        "note": request.POST.get("note", "").strip()[:300],
    }
    before = {name: getattr(visit, name) for name in after}
    if before != after:
        Visit.objects.filter(pk=visit.pk).update(**after, version=visit.version + 1)
        record(visit, "changed", actor=current(request), before=before, after=after)
    messages.success(request, _("The instruction is saved."))
    return redirect("visits:board", week_id=visit.week_id)
