"""What the team puts into the pages: its place in the navigation, the menu of who is logged in."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.team.access import visible_person
from comarca.ui import navigation, panels

navigation.register(
    navigation.NavItem("people", _("People"), "users", "team:people", 60, "records.read")
)
navigation.register(navigation.NavItem("settings", _("Settings"), "settings", "team:settings", 90))


def _menu(request: HttpRequest, target: Any) -> dict[str, Any]:
    """Show the menu of who is logged in."""
    return {"user": request.user}


panels.places.register(
    panels.Place("person", visible_person, lambda person: reverse("team:person", args=[person.pk]))
)
panels.register(
    panels.Panel("frame", "person", _("Your menu"), "team/person_menu.html", _menu, 90, lazy=False)
)
