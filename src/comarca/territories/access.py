"""Finds a plan or a territory for a view: unreadable equals nonexistent."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from comarca.team.access import current
from comarca.territories.models import Plan, Territory
from comarca.territories.totals import Totals


def visible_plan(request: HttpRequest, plan_id: int) -> Plan:
    """Return a plan the reader may see, else 404."""
    plans = Plan.objects.visible_to(current(request)).select_related("layer", "created_by")
    return get_object_or_404(plans, pk=plan_id)


def compared_plan(request: HttpRequest, plan_id: int) -> Plan:
    """Return a plan whose proposals the reader may compare; 404 for those who see only a part."""
    if not current(request).may("plans.compare"):
        raise Http404
    return visible_plan(request, plan_id)


def visible_territory(request: HttpRequest, territory_id: int) -> Territory:
    """Return a territory the reader may see, with its plan; else 404."""
    reader = current(request)
    plans = Plan.objects.visible_to(reader).select_related("layer")
    found = get_object_or_404(Territory, pk=territory_id, plan__in=plans)
    found.plan = plans.get(pk=found.plan_id)
    if found not in Totals(found.plan).readable(reader):
        raise Http404
    return found
