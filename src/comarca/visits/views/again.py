"""Late, away, or a visit fell away: what moves is shown first; and who could fill a gap."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.accounts.models import Account
from comarca.team.access import permitted
from comarca.team.models import Person
from comarca.visits.models import Visit, WeekPlan
from comarca.visits.planning.due import monday_of
from comarca.visits.views.asked import asked, asked_day, asked_number, asked_time

DELAYS = (15, 30, 60)
NAMES = ("on", "late", "from", "until", "why")


def _week(person: Person, on: date) -> WeekPlan | None:
    weeks = WeekPlan.objects.filter(person=person, state=WeekPlan.State.PUBLISHED)
    return weeks.select_related("person").filter(starts=monday_of(on)).first()


def _change(request: HttpRequest, person: Person) -> Any:
    """Work out what is asked for; None where nothing is asked or nothing is planned."""
    from comarca.visits.planning.again import away, settle, visits_of

    on = asked_day(request, "on")
    week = _week(person, on)
    begins, ends = _hours(request, on)
    if week is None or (begins is None and asked(request, "why") != "cancelled"):
        return None
    hours = away(on, begins, ends)(week) if begins is not None else None
    return settle(week, visits_of(week), hours=hours)


def _hours(request: HttpRequest, on: date) -> tuple[float | None, float]:
    """Return from which minute to which somebody is away; None where they are not."""
    now = timezone.localtime()
    minute = now.hour * 60.0 + now.minute if on == now.date() else 0.0
    late = asked_number(request, "late")
    if late:
        return minute, minute + min(late, 600)
    begins, ends = asked_time(request, "from"), asked_time(request, "until")
    if begins is None and ends is None:
        return None, 0.0
    first = begins.hour * 60.0 + begins.minute if begins else minute
    return first, ends.hour * 60.0 + ends.minute if ends else 24 * 60.0


@require_GET
@never_cache
def again(request: HttpRequest) -> HttpResponse:
    """Ask what happened, and show what moves."""
    from comarca.visits.planning.again import CannotPlan

    person = permitted(request, "visits.plan")
    context: dict[str, Any] = {
        "on": asked_day(request, "on"), "delays": DELAYS, "from": asked_time(request, "from"),
        "until": asked_time(request, "until"),
    }  # fmt: skip
    try:
        change = _change(request, person)
    except CannotPlan:
        change = None
        context["why_not"] = _("There is nothing left to plan, or your home is not on the map.")
    if change is not None:
        sent = [(name, asked(request, name)) for name in NAMES if asked(request, name)]
        context |= {"change": change, "asked": [*sent, ("version", change.week.version)]}
    return render(request, "visits/again.html", context)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Plan the rest of the week as it was shown."""
    from comarca.visits.planning.again import CannotPlan, ChangedMeanwhile, write

    person = permitted(request, "visits.plan")
    on = asked_day(request, "on")
    back = f"{reverse('visits:day')}?on={on:%Y-%m-%d}"
    try:
        change = _change(request, person)
        if change is None or change.week.version != asked_number(request, "version"):
            messages.warning(
                request, _("Your week has changed meanwhile. Look again at what moves.")
            )
            return redirect(f"{reverse('visits:again')}?on={on:%Y-%m-%d}")
        write(change, person, asked(request, "why"))
    except (CannotPlan, ChangedMeanwhile):
        messages.warning(request, _("Your week has changed meanwhile. Look again at what moves."))
        return redirect(back)
    messages.success(request, _("The rest is planned again."))
    return redirect(back)


@require_GET
@never_cache
def fill(request: HttpRequest) -> HttpResponse:
    """Show who fits the gaps of a day."""
    from comarca.visits.planning.fill import fits

    person = permitted(request, "visits.plan")
    on = asked_day(request, "on")
    found = fits(person, on, monday_of(on)) if _week(person, on) else []
    return render(request, "visits/fill.html", {"on": on, "found": found})


@require_POST
def fill_add(request: HttpRequest) -> HttpResponse:
    """Put somebody into a gap of the day; the rest of the week stays or makes room."""
    from comarca.visits.planning.again import CannotPlan, ChangedMeanwhile, settle, visits_of, write
    from comarca.visits.planning.fill import fits

    person = permitted(request, "visits.plan")
    on = asked_day(request, "on")
    week = _week(person, on)
    if week is None:
        raise Http404
    seen = Account.objects.visible_to(person)
    account = get_object_or_404(seen, pk=asked_number(request, "account"))
    fit = next((one for one in fits(person, on, week.starts) if one.account == account.pk), None)
    back = redirect(f"{reverse('visits:day')}?on={on:%Y-%m-%d}")
    if fit is None:
        messages.warning(request, _("There is no room for this visit any more."))
        return back
    ends = datetime.combine(on, fit.at) + timedelta(minutes=fit.minutes)
    row = Visit(week=week, account=account, day=on, starts=fit.at, ends=ends.time(),
                minutes=fit.minutes, is_fixed=True)  # fmt: skip
    try:
        change = settle(week, [*visits_of(week), row])
        if any(shift.visit is row and shift.after is None for shift in change.shifts):
            messages.warning(request, _("There is no room for this visit any more."))
            return back
        write(change, person)
    except (CannotPlan, ChangedMeanwhile):
        messages.warning(request, _("Your week has changed meanwhile. Try again."))
        return back
    messages.success(request, _("%(name)s is in your day.") % {"name": account.name})
    return back
