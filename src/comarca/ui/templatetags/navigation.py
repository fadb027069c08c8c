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
    action: str = "records.read"


ROOMS = (
    Room("/map/", _("Map"), "map-2"),
    Room("/plans/", _("Plans"), "versions"),
    Room("/accounts/", _("Accounts"), "building-store"),
    Room("/imports/", _("Imports"), "file-import", "imports.run"),
    Room("/geo/", _("Geography"), "world", "plans.compare"),
    Room("/people/", _("People"), "users"),
    Room("/account/", _("Settings"), "settings"),
)


@register.inclusion_tag("partials/navigation.html", takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, Any]:
    """List the rooms this person may enter and mark the one they are in."""
    request = context["request"]
    rooms = [
        {
            "path": room.path,
            "label": room.label,
            "icon": room.icon,
            "current": request.path.startswith(room.path),
        }
        for room in ROOMS
        if request.user.may(room.action)
    ]
    return {"rooms": rooms}
