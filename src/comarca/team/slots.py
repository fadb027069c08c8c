"""What the team puts into the pages: its place in the navigation, the menu of who is logged in."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.base.events.notifications import Notification
from comarca.base.objects import all_types
from comarca.team.access import visible_person
from comarca.team.views.timeline import timeline_panel
from comarca.ui import navigation, panels
from comarca.ui.attachments import attach_to
from comarca.ui.objects.related import page_of

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
attach_to("person", "people.manage")
panels.register(
    panels.Panel("frame", "person", _("Your menu"), "team/person_menu.html", _menu, 90, lazy=False)
)


def _bell(request: HttpRequest, target: Any) -> dict[str, Any]:
    """Show the bell, with how much is unread."""
    count = Notification.objects.visible_to(request.user).unread()[:100].count()
    here = request.path.startswith(reverse("team:notifications"))
    return {"unread": count, "is_here": here}


panels.register(
    panels.Panel("frame", "bell", _("Notifications"), "team/bell.html", _bell, 80, lazy=False)
)
panels.register(timeline_panel("account"))
for kind in all_types():  # apps above have declared theirs by now: they are loaded first
    has_page = bool(kind.urls) or "detail" in kind.pages
    if not has_page and panels.panels.find(f"{kind.key}.timeline") is None:
        if panels.places.find(kind.key) is None:
            page_of(kind.key)
        panels.register(timeline_panel(kind.key))
navigation.register(
    navigation.NavItem("audit", _("Audit"), "history", "team:audit", 85, "events.read")
)
