"""What becomes of jobs whose worker died: queued again, or reported; never hanging."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from comarca.base.jobs import Job
from comarca.base.workers import is_dead

HEARTBEAT_SECONDS = 5.0
LOST_AFTER = timedelta(seconds=60)
MAX_ATTEMPTS = 3


def beat(worker: str) -> None:
    """Say that a worker is alive, on whatever it is running."""
    running = Job.objects.filter(state=Job.State.RUNNING, worker=worker)
    running.update(heartbeat_at=timezone.now())


def requeue_lost() -> int:
    """Queue again the jobs whose worker died; after three attempts, report them as failed.

    A worker of this machine is dead when its process is; another machine's when it has been
    silent for a minute.
    """
    limit = timezone.now() - LOST_AFTER
    lost = [job for job in Job.objects.filter(state=Job.State.RUNNING) if _is_lost(job, limit)]
    return sum(_resume(job) for job in lost)


def _is_lost(job: Job, limit: datetime) -> bool:
    if job.worker and is_dead(job.worker):
        return True
    return job.heartbeat_at is None or job.heartbeat_at < limit


def _resume(job: Job) -> int:
    """Queue one lost job again, or report that it cannot be done; of two workers, one does."""
    if job.cancel_requested:
        job.finish(Job.State.CANCELLED)
        return 0
    if job.attempts >= MAX_ATTEMPTS:
        job.finish(
            Job.State.FAILED,
            error=gettext("The worker ended {n} times during this job.").format(n=job.attempts),
        )
        return 0
    return Job.objects.filter(
        pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts, heartbeat_at=job.heartbeat_at
    ).update(state=Job.State.QUEUED)
