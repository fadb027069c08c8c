"""Draw wall maps in the worker: they need more memory than a page should."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comarca.base.jobs import Job, runner
from comarca.exports.content import Content
from comarca.team.models import Person
from comarca.territories.models import Plan

KIND = "exports.poster"
KEEP_SECONDS = 24 * 3600


def folder() -> Path:
    """Return where finished files wait to be fetched."""
    path = Path(settings.COMARCA_DATA) / "exports"
    path.mkdir(parents=True, exist_ok=True)
    return path


def file_of(job: Job) -> Path:
    """Return the file that a job has written or will write."""
    return folder() / f"{job.pk}.pdf"


@runner(KIND, gettext_lazy("Drawing a wall map"))
def draw_poster(job: Job) -> dict[str, Any]:
    """Draw a plan's wall map as its reader may see it, in the reader's language."""
    from comarca.exports import poster

    reader = get_object_or_404(Person.objects.active(), pk=job.payload["reader"])
    plan = get_object_or_404(Plan.objects.visible_to(reader), pk=job.payload["plan"])
    _drop_old()
    job.report(0.2, _("Drawing the map"))
    content = poster.write(Content(plan, reader))
    file_of(job).write_bytes(content)
    return {"next": f"{reverse('exports:pdf', args=[plan.pk])}?job={job.pk}"}


def _drop_old() -> None:
    """Forget files that nobody has fetched for a day."""
    limit = time.time() - KEEP_SECONDS
    for path in folder().glob("*.pdf"):
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
