"""Finds a plan for a view: unreadable equals nonexistent."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from comarca.team.access import current
from comarca.territories.models import Plan


def visible_plan(request: HttpRequest, plan_id: int) -> Plan:
    """Return a plan the reader may see, else 404."""
    plans = Plan.objects.visible_to(current(request)).select_related("layer", "created_by")
    return get_object_or_404(plans, pk=plan_id)


def compared_plan(request: HttpRequest, plan_id: int) -> Plan:
    """Return a plan whose proposals the reader may compare; to who sees a part only, 404."""
    if not current(request).may("plans.compare"):
        raise Http404
    return visible_plan(request, plan_id)
