"""Fetch a plan as a spreadsheet, as GeoJSON, or as a map to pin to a wall."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comarca.base.events import record
from comarca.base.events.actions import EXPORTED
from comarca.base.jobs import Job
from comarca.base.objects.keys import key_in
from comarca.exports import geojson, jobs, spreadsheet
from comarca.exports.content import Content
from comarca.team.access import current
from comarca.territories.models import Plan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _plan(request: HttpRequest, plan_id: int) -> Plan:
    plans = Plan.objects.visible_to(current(request)).select_related("layer")
    return get_object_or_404(plans, pk=plan_id)


def file_name(plan: Plan, suffix: str) -> str:
    """Return a file's name after the plan's, safe on every system."""
    return f"{slugify(plan.name) or f'plan-{plan.pk}'}.{suffix}"


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@never_cache
def xlsx(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Send the plan as a spreadsheet."""
    plan = _plan(request, plan_id)
    content = spreadsheet.write(Content(plan, current(request)))
    _tell(request, plan, "xlsx")
    return _attached(content, XLSX, file_name(plan, "xlsx"))


@require_GET
@never_cache
def geo(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Send the plan's territories as GeoJSON."""
    plan = _plan(request, plan_id)
    content = geojson.write(Content(plan, current(request)))
    _tell(request, plan, "geojson")
    return _attached(content, "application/geo+json", file_name(plan, "geojson"))


@require_GET
@never_cache
def pdf(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """Have the worker draw the wall map; with ``?job=``, send the one it has drawn."""
    plan = _plan(request, plan_id)
    number = key_in(request.GET.get("job", ""))
    if number is not None:
        return _drawn(request, plan, number)
    payload = {"plan": plan.pk, "reader": request.user.pk}
    job = Job.ask(jobs.KIND, payload, request.user)
    return redirect("ui:job", job_id=job.pk)


def _tell(request: HttpRequest, plan: Plan, suffix: str) -> None:
    """Write down who took the plan away."""
    record(plan, EXPORTED, actor=current(request), after={"format": suffix})


def _drawn(request: HttpRequest, plan: Plan, number: int) -> HttpResponseBase:
    job = get_object_or_404(Job, pk=number, kind=jobs.KIND, requested_by=request.user)
    kept = jobs.file_of(job)
    if job.payload.get("plan") != plan.pk or kept is None or not kept.location.is_file():
        raise Http404
    _tell(request, plan, "pdf")
    name = file_name(plan, "pdf")
    return FileResponse(kept.location.open("rb"), content_type="application/pdf", filename=name)
