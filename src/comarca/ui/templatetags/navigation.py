"""The rooms of the house, in the order people use them."""

from typing import Any, NamedTuple

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()


class Room(NamedTuple):
    """One entry of the navigation: where it leads and who sees it."""

    path: str
    label: str | Promise
    icon: str
    planners_only: bool = False


ROOMS = (
    Room("/map/", _("Map"), "map-2"),
    Room("/plans/", _("Plans"), "versions"),
    Room("/accounts/", _("Accounts"), "building-store"),
    Room("/imports/", _("Imports"), "file-import", planners_only=True),
    Room("/geo/", _("Geography"), "world", planners_only=True),
    Room("/people/", _("People"), "users"),
    Room("/account/", _("Settings"), "settings"),
)


@register.inclusion_tag("partials/navigation.html", takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, Any]:
    """List the rooms this person may enter and mark the one they are in."""
    request = context["request"]
    may_plan = getattr(request.user, "may_plan", False) or getattr(
        request.user, "sees_everything", False
    )
    rooms = [
        {
            "path": room.path,
            "label": room.label,
            "icon": room.icon,
            "current": request.path.startswith(room.path),
        }
        for room in ROOMS
        if may_plan or not room.planners_only
    ]
    return {"rooms": rooms}
