"""Finds a plan for a view: unreadable equals nonexistent, and only planners change."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from comarca.team.access import current
from comarca.team.models import Person
from comarca.territories.models import Plan


def visible_plan(request: HttpRequest, plan_id: int) -> Plan:
    """Return a plan the reader may see, else 404."""
    plans = Plan.objects.visible_to(current(request)).select_related("layer", "created_by")
    return get_object_or_404(plans, pk=plan_id)


def planner(request: HttpRequest) -> Person:
    """Return who is logged in, if they may plan; to anybody else, 403."""
    person = current(request)
    if not person.may_plan:
        raise PermissionDenied
    return person
