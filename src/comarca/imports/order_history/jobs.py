"""The long work with files of order lines, done by the worker."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, runner
from comarca.imports.order_history import lifecycle
from comarca.sales.models import OrderBatch

PREVIEW, APPLY, UNDO = "orders.preview", "orders.apply", "orders.undo"


def _batch(job: Job) -> OrderBatch:
    return OrderBatch.objects.get(pk=job.payload["batch"])


def _page(batch: OrderBatch) -> dict[str, Any]:
    return {"next": reverse("imports:orders_one", args=[batch.pk])}


@runner(PREVIEW, _("Previewing orders"))
def preview(job: Job) -> dict[str, Any]:
    """Read a file of order lines and say what it would do."""
    batch = _batch(job)
    lifecycle.preview(batch, batch.made_by, job.report)
    return _page(batch)


@runner(APPLY, _("Importing orders"))
def apply(job: Job) -> dict[str, Any]:
    """Write the lines of a file."""
    batch = _batch(job)
    return _page(batch) | lifecycle.apply(batch, batch.made_by, job.report)


@runner(UNDO, _("Undoing an import of orders"))
def undo(job: Job) -> dict[str, Any]:
    """Take the lines of a file back."""
    batch = _batch(job)
    return _page(batch) | lifecycle.undo(batch, batch.made_by, job.report)
