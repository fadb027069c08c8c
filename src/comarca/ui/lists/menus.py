"""The menus above a list that are fetched when somebody opens them: filters and saved views.

Without a script their summary leads to the same page with the menu open.
"""

from typing import Any

from django.http import HttpRequest

from comarca.base.objects.types import ObjectType
from comarca.ui.lists import filter_form
from comarca.ui.lists.asked import Asked
from comarca.ui.lists.models import ListPreference, SavedView


def asked_for(
    request: HttpRequest, object_type: ObjectType, asked: Asked, preference: ListPreference | None
) -> tuple[str, dict[str, Any]]:
    """Return the menu that is open, and what it shows; a closed one is fetched when it opens."""
    around = {"object_type": object_type, "asked": asked, "query": asked.query()}
    added = request.GET.get("add", "")
    if added or request.GET.get("menu") == "filters":
        lines = filter_form.lines(object_type, asked, added, request.user)
        addable = filter_form.addable(object_type, request.user)
        return "filters", around | {"lines": lines, "addable": addable}
    if request.GET.get("menu") == "views":
        return "views", around | _views(object_type, asked, request.user, preference)
    return "", {}


def open_view(object_type: ObjectType, asked: Asked, user: Any) -> SavedView | None:
    """Return the view that is open."""
    if asked.view is None:
        return None
    views = SavedView.objects.visible_to(user).filter(object_type=object_type.key)
    return views.filter(pk=asked.view).first()


def _views(
    object_type: ObjectType, asked: Asked, user: Any, preference: ListPreference | None
) -> dict[str, Any]:
    """Return the views a person may open, the one that is open, and the one the list opens with."""
    views = list(
        SavedView.objects.visible_to(user)
        .filter(object_type=object_type.key)
        .select_related("owner")
        .only("name", "query", "shared", "object_type", "owner__name", "owner__email")
    )
    return {
        "views": views,
        "view": next((one for one in views if one.pk == asked.view), None),
        "default_view": preference.view_id if preference else None,
        "sharing": [
            pair
            for pair in SavedView.Shared.choices
            if pair[0] != "everybody" or user.may("settings.edit")
        ],
    }
