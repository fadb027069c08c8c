"""The calendar: day, week, month and agenda, of oneself, of one person or of the team."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.activities import editing
from comarca.activities.access import visible_activity
from comarca.activities.agenda.entries import MOST as FEWER
from comarca.activities.agenda.entries import days_of
from comarca.activities.agenda.team import IN_A_CELL, IN_A_LINE, MOST, SIDE_BY_SIDE, lines_of
from comarca.activities.agenda.window import VIEWS, Window
from comarca.base.dates import today
from comarca.base.organisation import Organisation
from comarca.base.writing import EditedMeanwhile
from comarca.team.access import permitted
from comarca.team.models import Person
from comarca.ui.objects.finding import version_in

TEAM = 60  # people in one calendar
NAMES = 1000  # people to choose from


@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Show a window of the calendar."""
    person = permitted(request, "records.read")
    window = Window.of(request.GET.get("view", "week"), request.GET.get("day", ""))
    every = list(Person.objects.visible_to(person).active().order_by("name")[:NAMES])
    who = request.GET.get("who", "")
    people = every[:TEAM] if who == "team" else [p for p in every if str(p.pk) == who] or [person]
    company = Organisation.current()
    by_person = len(people) > SIDE_BY_SIDE and window.view in {"day", "week"}
    country = company.country if company else ""
    days, is_all = days_of(window, person, people, country, MOST if by_person else FEWER)
    context = {
        "window": window,
        "views": VIEWS.items(),
        "days": days,
        "weeks": [days[at : at + 7] for at in range(0, len(days), 7)],
        "is_all": is_all,
        "left_out": len(every) - TEAM if who == "team" and len(every) > TEAM else 0,
        "shown": TEAM,
        "people": [one for one in every if one.pk != person.pk],
        "who": who if people != [person] else "",
        "today": today(),
        "several": len(people) > 1,
        "lines": lines_of(days, people) if by_person else [],
        "in_a_cell": IN_A_CELL if len(days) > 1 else IN_A_LINE,
        "may_write": person.may("activities.write"),
    }
    return render(request, "activities/calendar.html", context)


@require_POST
def move(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Move an activity, or one occurrence of a repeated one, to another time."""
    row = visible_activity(request, activity_id)
    person = permitted(request, "activities.write")
    to, occurrence = _moment(request, "at"), _moment(request, "occurrence")
    if to is None:
        return JsonResponse({"message": _("This is no time to move to.")}, status=422)
    version = version_in(request)
    try:
        if row.repeats and occurrence is not None:
            row, version = editing.detach(row, occurrence, person), None
        moved = editing.move(row, version, to, person)
    except EditedMeanwhile:
        said = _("Somebody changed this activity just now. Look at it again.")
        return JsonResponse({"message": said}, status=409)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=422)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"id": moved.pk, "version": moved.version})
    return redirect("activities:detail", activity_id=moved.pk)


def _moment(request: HttpRequest, name: str) -> datetime | None:
    """Return a moment that was sent; one without a zone is on the company's clock."""
    try:
        found = parse_datetime(request.POST.get(name, ""))
        return timezone.make_aware(found) if found and timezone.is_naive(found) else found
    except (ValueError, OverflowError):
        return None
