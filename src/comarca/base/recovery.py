"""What becomes of jobs whose worker died: resumed from the queue, or reported; never hanging."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult

from comarca.base.jobs import Job, enqueue
from comarca.base.workers import is_dead

HEARTBEAT_SECONDS = 5.0
LOST_AFTER = timedelta(seconds=60)
FORGOTTEN_AFTER = timedelta(seconds=30)
MAX_ATTEMPTS = 3
KEEP_TASKS = timedelta(days=7)


def beat(job_id: int) -> None:
    """Say that the worker of a running job is alive."""
    Job.objects.filter(pk=job_id, state=Job.State.RUNNING).update(heartbeat_at=timezone.now())


def requeue_lost() -> int:
    """Queue again the jobs whose worker died; after three attempts, report them as failed.

    A worker of this machine is dead when its process is; another machine's when it has been
    silent for a minute.
    """
    limit = timezone.now() - LOST_AFTER
    lost = [job for job in Job.objects.filter(state=Job.State.RUNNING) if _is_lost(job, limit)]
    return sum(_resume(job) for job in lost) + _queue_forgotten()


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
    won = Job.objects.filter(
        pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts, heartbeat_at=job.heartbeat_at
    ).update(state=Job.State.QUEUED)
    if won:
        enqueue(job.pk)
    return won


def _queue_forgotten() -> int:
    """Queue again the waiting jobs that a worker took from the queue but never began."""
    old = Job.objects.filter(
        state=Job.State.QUEUED, created_at__lt=timezone.now() - FORGOTTEN_AFTER
    )
    waiting = list(old.values_list("pk", flat=True))
    if not waiting:
        return 0
    ready = {
        row["args"][0] for row in DBTaskResult.objects.ready().values_list("args_kwargs", flat=True)
    }
    forgotten = [pk for pk in waiting if pk not in ready]
    for pk in forgotten:
        enqueue(pk)
    return len(forgotten)


def prune() -> None:
    """Forget what the queue did more than a week ago; the jobs themselves are kept."""
    old = timezone.now() - KEEP_TASKS
    DBTaskResult.objects.filter(Q(finished_at__lt=old)).delete()
