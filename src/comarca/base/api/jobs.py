"""Jobs as JSON: how far they are, and cancelling them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import JsonValue

from comarca.base.jobs import Job

router = Router(tags=["jobs"])


class JobOut(Schema):
    """One job as the pages follow it."""

    id: int
    kind: str
    state: str
    progress: float
    message: str
    result: dict[str, JsonValue]
    error: str
    cancel_requested: bool


@router.get("/{int:job_id}", response=JobOut)
def show(request: HttpRequest, job_id: int) -> Job:
    """Return one job; another person's is a 404."""
    return get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)


@router.post("/{int:job_id}/cancel", response=JobOut)
def cancel(request: HttpRequest, job_id: int) -> Job:
    """Ask a job to stop; what it found so far is kept."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)
    if not job.may_be_cancelled_by(request.user):
        raise PermissionDenied
    job.cancel()
    return job
