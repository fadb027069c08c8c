"""What territories put into the pages: map and plans in the navigation, a person's territories."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from comarca.accounts.areas import AreaKind, areas
from comarca.team.access import current
from comarca.team.models import Person
from comarca.territories.models import Coverage, UnitAssignment
from comarca.ui import navigation, panels

COVERAGES = 50

navigation.register(
    navigation.NavItem("map", _("Map"), "map-2", "territories:map", 10, "records.read")
)
navigation.register(
    navigation.NavItem("plans", _("Plans"), "versions", "territories:plans", 20, "records.read")
)


def _units(territory_id: int) -> "QuerySet[Any, Any]":
    """Return the units of a territory."""
    return UnitAssignment.objects.filter(territory=territory_id).values("unit")


areas.register(AreaKind("territory", _units))


def _coverages(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Show which territories a person serves, has served and will serve."""
    rows = (
        Coverage.objects.visible_to(current(request))
        .filter(person=person, valid_from__isnull=False)
        .select_related("territory__plan")
        .order_by("-valid_from", "territory__name")
    )
    return {"person": person, "coverages": rows[:COVERAGES]}


panels.register(
    panels.Panel("person", "coverages", _("Territories"), "territories/coverages.html", _coverages)
)
