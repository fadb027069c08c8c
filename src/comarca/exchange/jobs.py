"""The long work with files that come in, done by the worker in the language of who asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.urls import reverse
from django.utils import translation

from comarca.base.jobs import Job, runner
from comarca.base.organisation import Organisation
from comarca.exchange.batches import applying, previewing, undoing
from comarca.exchange.models import Import


@runner("exchange.preview")
def preview(job: Job) -> dict[str, Any]:
    """Preview one file."""
    batch = Import.objects.get(pk=job.payload["import"])
    with _language_of(job):
        summary = previewing.prepare(batch, job.report)
    return {"summary": summary.as_dict(), "next": _page(batch)}


@runner("exchange.apply")
def apply(job: Job) -> dict[str, Any]:
    """Apply one import."""
    batch = Import.objects.get(pk=job.payload["import"])
    with _language_of(job):
        done = applying.apply(batch, job.requested_by, job.report, lambda: _is_cancelled(job))
    return {**done, "next": _page(batch)}


@runner("exchange.undo")
def undo(job: Job) -> dict[str, Any]:
    """Undo one import."""
    batch = Import.objects.get(pk=job.payload["import"])
    with _language_of(job):
        done = undoing.undo(batch, job.requested_by, job.report)
    return {**done, "next": _page(batch)}


@contextmanager
def _language_of(job: Job) -> Iterator[None]:
    """Speak the language of the person who asked, else the company's."""
    company = Organisation.current()
    language = job.payload.get("language") or (company.language if company else "es")
    with translation.override(language):
        yield


def _is_cancelled(job: Job) -> bool:
    """Return whether the person has asked to stop; read only, inside the transaction."""
    return Job.objects.filter(pk=job.pk, cancel_requested=True).exists()


def _page(batch: Import) -> str:
    """Return the page that shows an import."""
    return reverse("exchange:detail", args=[batch.pk])
