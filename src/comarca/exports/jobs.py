"""Draw wall maps in the worker: they need more memory than a page should."""

from datetime import timedelta
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comarca.base import files
from comarca.base.files import StoredFile
from comarca.base.jobs import Job, runner
from comarca.exports.content import Content
from comarca.team.models import Person
from comarca.territories.models import Plan

KIND = "exports.poster"
PLACE = "exports"  # with the number of the job, the owner of the file
KEEP = timedelta(days=1)


def file_of(job: Job) -> StoredFile | None:
    """Return the file that a job has written, None before it has and after a day."""
    mine = StoredFile.objects.filter(kind=StoredFile.Kind.EXPORT, place=PLACE, object_id=job.pk)
    return mine.order_by("-pk").first()


@runner(KIND, gettext_lazy("Drawing a wall map"))
def draw_poster(job: Job) -> dict[str, Any]:
    """Draw a plan's wall map as its reader may see it, in the reader's language."""
    from comarca.exports import poster

    reader = get_object_or_404(Person.objects.active(), pk=job.payload["reader"])
    plan = get_object_or_404(Plan.objects.visible_to(reader), pk=job.payload["plan"])
    job.report(0.2, _("Drawing the map"))
    content = poster.write(Content(plan, reader))
    files.store(
        [content], f"{plan.name}.pdf", StoredFile.Kind.EXPORT,
        owner=(PLACE, job.pk), by=reader, keep=KEEP,
    )  # fmt: skip
    return {"next": f"{reverse('exports:pdf', args=[plan.pk])}?job={job.pk}"}
