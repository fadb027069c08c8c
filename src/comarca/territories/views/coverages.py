"""What a person covers, on their page: territories stand above the team, so it is shown here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from comarca.base.dates import today
from comarca.team.access import current, visible_person
from comarca.territories.models import Coverage


@require_GET
def coverages(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show which territories a person serves, has served and will serve."""
    person = visible_person(request, person_id)
    rows = (
        Coverage.objects.visible_to(current(request))
        .filter(person=person, valid_from__isnull=False)
        .select_related("territory__plan")
        .order_by("-valid_from", "territory__name")
    )
    context = {"person": person, "coverages": rows[:50], "today": today()}
    return render(request, "territories/coverages.html", context)
