"""One territory: its figures, who has served it and when, and a change of person on a day."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comarca.accounts.measures import MEASURES, own_currency
from comarca.base.dates import today
from comarca.team.access import current, permitted
from comarca.team.models import Person
from comarca.territories.access import visible_territory
from comarca.territories.editing.region import may_staff
from comarca.territories.forms import StaffForm
from comarca.territories.life.staffing import CannotStaff, serve
from comarca.territories.map import territory_page
from comarca.territories.models import Territory
from comarca.territories.planning.settings import DEFAULT_TOLERANCE
from comarca.territories.totals import Totals


@require_http_methods(["GET", "POST"])
def territory(request: HttpRequest, territory_id: int) -> HttpResponse:
    """Show a territory; on POST, give it to another person from a day on."""
    reader = current(request)
    found = visible_territory(request, territory_id)
    totals = Totals(found.plan)
    people = Person.objects.visible_to(reader).active()
    posted = request.POST if request.method == "POST" else None
    form = StaffForm(posted, people=people, plan=found.plan)
    if posted is not None and _served(request, found, form):
        return redirect("territories:territory", territory_id=found.pk)
    row = totals.row(found)
    limits, own = totals.tolerances, own_currency()
    key = next(iter(limits))
    listed, count = territory_page.accounts(found, reader)
    context = {
        "territory": found,
        "may_staff": may_staff(found, reader),
        "plan": found.plan,
        "row": row,
        "figures": [
            (
                m.label,
                m.unit_in(own),
                row["totals"][key],
                row["deviation"][key],
                limits.get(key, DEFAULT_TOLERANCE),
            )
            for key, m in MEASURES.items()
        ],
        "coverages": found.coverages.select_related("person").order_by("valid_from", "pk"),
        "form": form,
        "measure": MEASURES[key],
        "towns": territory_page.towns(totals, found, key),
        "accounts": listed,
        "account_count": count,
    }
    return render(request, "territories/territory.html", context)


@require_safe
def territory_picture(request: HttpRequest, territory_id: int) -> HttpResponse:
    """Draw the map of one territory, for its page and its printed sheet."""
    found = visible_territory(request, territory_id)
    headers = {"Cache-Control": "private, max-age=60", "Vary": "Cookie"}
    return HttpResponse(
        territory_page.picture(found), content_type="image/svg+xml", headers=headers
    )


def _served(request: HttpRequest, found: Territory, form: StaffForm) -> bool:
    """Change who serves a territory, and say what came of it."""
    actor = permitted(request, "coverage.edit")
    if not form.is_valid():
        return False
    day = form.cleaned_data.get("day") or today()
    try:
        moved = serve(found, form.cleaned_data["person"], day, actor)
    except CannotStaff as refusal:
        form.add_error("day", str(refusal))
        return False
    text = _("Saved. Accounts that change hands: %(count)s.")
    messages.success(request, text % {"count": number_format(moved)})
    return True
