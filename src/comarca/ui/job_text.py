"""How far a job is, as a sentence; raw figures are never shown."""

import re

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comarca.base.jobs import Job
from comarca.base.workers import is_present, last_seen

NO_SENTENCE = re.compile(r"[\W\d_]*")


def stage(job: Job) -> str:
    """Return one sentence on what is happening to a job."""
    if job.state == Job.State.QUEUED:
        return _waiting(job)
    if job.state == Job.State.RUNNING:
        # A message of figures alone says nothing to people; better an honest general sentence.
        said = not NO_SENTENCE.fullmatch(job.message)
        return job.message if said else _("The work has begun.")
    if job.state == Job.State.CANCELLED:
        return _("Cancelled.")
    if job.state == Job.State.FAILED:
        return _("It could not be finished.")
    return _finished(job)


def _waiting(job: Job) -> str:
    """Say what a job waits for: its time, a worker, or those before it."""
    if job.run_at > timezone.now():
        moment = formats.date_format(timezone.localtime(job.run_at), "SHORT_DATETIME_FORMAT")
        return _("Planned for {moment}.").format(moment=moment)
    if not is_present(last_seen()):
        return _("It waits, and no worker is running. Start one with: comarca worker")
    first = Q(priority__gt=job.priority) | Q(priority=job.priority, run_at__lt=job.run_at)
    before = Job.objects.due().filter(first).count()
    if not before:
        return _("It waits for a worker and is the next.")
    text = ngettext(
        "It waits for a worker; {n} job is before it.",
        "It waits for a worker; {n} jobs are before it.",
        before,
    )
    return text.format(n=before)


def _finished(job: Job) -> str:
    """Say that a job is done, and how long it took."""
    if job.started_at is None or job.finished_at is None:
        return _("Done.")
    seconds = max(round((job.finished_at - job.started_at).total_seconds()), 1)
    if seconds < 120:
        text = ngettext("Done in {n} second.", "Done in {n} seconds.", seconds)
        return text.format(n=seconds)
    minutes = round(seconds / 60)
    return ngettext("Done in {n} minute.", "Done in {n} minutes.", minutes).format(n=minutes)
