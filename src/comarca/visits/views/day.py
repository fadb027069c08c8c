"""The day for who drives it: stops in order, what each card tells, and what came of them."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.files import FileRefused
from comarca.team.access import permitted
from comarca.visits.api import visible_visit
from comarca.visits.models import Visit, VisitEntry, VisitSettings
from comarca.visits.my_day import day_of
from comarca.visits.photos import attach
from comarca.visits.receiving import Told, receive
from comarca.visits.views.asked import asked, asked_day, asked_number
from comarca.visits.views.texts import texts

NEXT = [
    ("", pgettext_lazy("next step", "None")), ("1", gettext_lazy("Tomorrow")),
    ("7", gettext_lazy("In a week")), ("30", gettext_lazy("In a month")),
]  # fmt: skip
NEXT_KINDS = [Activity.Kind.VISIT, Activity.Kind.CALL, Activity.Kind.TASK]


@require_GET
@never_cache
def day(request: HttpRequest) -> HttpResponse:
    """Show one's own day."""
    person = permitted(request, "records.read")
    on = asked_day(request, "on")
    found = day_of(person, on)
    items = sorted(
        [(one.at, 0, one, None) for one in found.stops]
        + [(timezone.localtime(one.at).time(), 1, None, one) for one in found.calendar],
        key=lambda item: item[:2],
    )
    upcoming = next((one.visit.pk for one in found.stops if one.visit.is_open), 0)
    context: dict[str, Any] = {
        "on": on, "before": on - timedelta(days=1), "after": on + timedelta(days=1),
        "is_today": on == today(), "day": found, "week": found.week, "figures": found.figures,
        "items": [(stop, entry) for _at, _kind, stop, entry in items], "upcoming": upcoming,
        "driving": found.figures.get("driving", 0.0) / 60, "outcomes": Activity.Outcome.choices,
        "next_steps": NEXT, "next_kinds": [(one.value, one.label) for one in NEXT_KINDS],
        "may_report": person.may("activities.write"), "may_arrange": person.may("visits.plan"),
        "keeps_places": VisitSettings.current().keeps_places, "is_past": on < today(),
        "texts_json": json.dumps(texts()),
        "now": timezone.now(), "version": str(person.pk),
    }  # fmt: skip
    return render(request, "visits/day.html", context)


def _told(request: HttpRequest, kind: str) -> Told:
    """Return what a form without a script says: its clock is ours."""
    now = timezone.now()
    try:
        key = UUID(asked(request, "key"))
    except ValueError:
        key = uuid4()
    said = asked(request, "next_days")
    outcome = asked(request, "outcome")
    return Told(
        key=key, kind=kind, said_at=now, sent_at=now, device="page",
        seen=asked_number(request, "seen"),
        outcome=outcome if outcome in Activity.Outcome.values else "",
        text=asked(request, "text")[:10_000], products=asked(request, "products")[:2000],
        next_kind=asked(request, "next_kind")[:7], next_title=asked(request, "next_title")[:200],
        next_days=min(int(said), 3660) if said.isascii() and said.isdigit() else None,
    )  # fmt: skip


def _back(visit: Visit) -> HttpResponse:
    day = visit.day or today()
    return redirect(f"{reverse('visits:day')}?on={day:%Y-%m-%d}#visit-{visit.pk}")


@require_POST
def done(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Write what came of a visit, with its photos and the next step."""
    visit = visible_visit(request, visit_id)
    person = permitted(request, "activities.write")
    if visit.day is None:
        return HttpResponse(status=404)
    entry = receive(visit, person, _told(request, VisitEntry.Kind.REPORT))
    for given in request.FILES.getlist("photo"):
        try:
            attach(visit, person, Told(uuid4(), "photo", timezone.now(), timezone.now()), given)
        except FileRefused as refused:
            messages.error(request, str(refused))
    if entry.state == VisitEntry.State.CONFLICT:
        messages.warning(request, _("Another report of this visit came first. Decide below."))
    else:
        messages.success(request, _("The visit is noted."))
    return _back(visit)


@require_POST
def check_in(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Note that one has arrived."""
    visit = visible_visit(request, visit_id)
    receive(visit, permitted(request, "activities.write"), _told(request, VisitEntry.Kind.CHECK_IN))
    return _back(visit)


@require_POST
def cancel(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Take a visit out of the day; then the rest may be planned again."""
    visit = visible_visit(request, visit_id)
    entry = receive(
        visit, permitted(request, "activities.write"), _told(request, VisitEntry.Kind.CANCEL)
    )
    if entry.state == VisitEntry.State.CONFLICT:
        messages.error(request, _("This visit has been made; it cannot be cancelled any more."))
        return _back(visit)
    messages.success(request, _("The visit is cancelled."))
    return redirect(f"{reverse('visits:again')}?why=cancelled")
