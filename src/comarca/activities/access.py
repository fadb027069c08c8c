"""Finds an activity for a view: unreadable equals nonexistent."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from comarca.activities.models import Activity
from comarca.team.access import current


def visible_activity(request: HttpRequest, activity_id: int) -> Activity:
    """Return an activity the user may see, else 404."""
    rows = Activity.objects.visible_to(current(request))
    found: Activity = get_object_or_404(
        rows.select_related("account", "owner", "next_step", "series"), pk=activity_id
    )
    return found
