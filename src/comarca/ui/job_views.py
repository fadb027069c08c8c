"""The progress of long work, as a page and as the fragment that refreshes itself."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.base.jobs import Job
from comarca.ui.own_page import page_of_ours

PER_PAGE = 50


def next_page(job: Job) -> str:
    """Return the page that a finished job leads to; only ever one of this site."""
    target = str(job.result.get("next", "")) if job.state == Job.State.DONE else ""
    return page_of_ours(target)


@require_GET
def recent(request: HttpRequest) -> HttpResponse:
    """List the long work that a person may see, the newest first."""
    rows = Job.objects.visible_to(request.user).filter(repeat="").order_by("-pk")
    page = Paginator(rows.select_related("requested_by"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    reader: Any = request.user
    everybody = reader.reaches_all("jobs.read")
    return render(request, "ui/jobs.html", {"page": page, "everybody": everybody})


@require_GET
@never_cache
def progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show how far a job is; once it is done, lead to its result.

    A job that runs beside other work says ``stay`` in its result: the page is left alone.
    """
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)
    target = next_page(job)
    if getattr(request, "htmx", False):
        response = render(request, "ui/job_fragment.html", {"job": job})
        if job.state == Job.State.DONE and not job.result.get("stay"):
            response["HX-Redirect" if target else "HX-Refresh"] = target or "true"
        return response
    if target and "stay" not in request.GET:
        return redirect(target)
    return render(request, "ui/job.html", {"job": job, "target": target})


@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Ask a job to stop, and show it again."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)
    if not job.may_be_cancelled_by(request.user):
        raise PermissionDenied
    job.cancel()
    if getattr(request, "htmx", False):
        job.refresh_from_db()
        return render(request, "ui/job_fragment.html", {"job": job})
    return redirect("ui:job", job_id=job.pk)
