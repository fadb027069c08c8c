"""The long work of lists: changing and setting back many objects, forgetting old selections."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, runner
from comarca.ui.lists import bulk
from comarca.ui.lists.models import BulkEdit, Selection

KEEP_SELECTIONS = timedelta(days=30)


@runner("ui.bulk_edit")
def bulk_edit(job: Job) -> dict[str, Any]:
    """Do a bulk change; started again, it goes on where it was."""
    edit = BulkEdit.objects.select_related("owner").get(pk=job.payload["edit"])
    bulk.carry_out(edit, job.report)
    return {"next": reverse("objects:bulk_result", args=[edit.pk])}


@runner("ui.bulk_undo")
def bulk_undo(job: Job) -> dict[str, Any]:
    """Set a bulk change back."""
    edit = BulkEdit.objects.select_related("owner").get(pk=job.payload["edit"])
    if edit.undone_at is None:
        bulk.take_back(edit, job.report)
    return {"next": reverse("objects:bulk_result", args=[edit.pk])}


@runner("ui.selections", _("Forgetting old selections"), repeat="daily", priority=-10)
def forget_selections(job: Job) -> dict[str, Any]:
    """Delete what people had ticked in lists a month ago: nobody goes back to it."""
    old = Selection.objects.filter(created_at__lt=timezone.now() - KEEP_SELECTIONS)
    return {"deleted": old.delete()[0]}
