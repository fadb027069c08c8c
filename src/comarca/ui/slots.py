"""What the ui itself puts into the pages: jobs that failed."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comarca.base.jobs import Job
from comarca.ui import attention, pages  # noqa: F401

REMEMBERED = timedelta(days=7)
MOST = 3


def _failed_jobs(request: HttpRequest) -> Iterator[attention.Attention]:
    """Tell of the last jobs that failed this week."""
    jobs = Job.objects.visible_to(request.user).filter(
        state=Job.State.FAILED, finished_at__gt=timezone.now() - REMEMBERED
    )
    for job in jobs.order_by("-finished_at")[:MOST]:
        day = date_format(timezone.localtime(job.finished_at), "SHORT_DATETIME_FORMAT")
        text = _("Work that was started on %(day)s failed.") % {"day": day}
        address = reverse("ui:job", args=[job.pk])
        yield attention.Attention(text, address, attention.Level.PROBLEM, job.error[:200])


attention.register(attention.Source("jobs", _failed_jobs, 90))
