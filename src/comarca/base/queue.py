"""The queue of jobs: who takes which, how one is run, and the schedules that fill it."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language, override

from comarca.base import per_request
from comarca.base.jobs import Job, JobCancelled, Runner, WorkerStopping, kinds
from comarca.base.organisation import Organisation

KEEP_SCHEDULED = timedelta(days=30)


class UnknownKind(Exception):
    """No app knows how to do jobs of this kind."""


def claim(worker: str) -> Job | None:
    """Take the first job that is due, or None; two workers never get the same.

    PostgreSQL's workers step over the rows that another is just taking; on SQLite the
    transaction holds the only writing lock.
    """
    if not Job.objects.due().exists():  # most looks find nothing, and must lock nothing
        return None
    with transaction.atomic():
        job = Job.objects.due().select_for_update(skip_locked=True).first()
        return job if job is not None and job.start(worker) else None


def run(job: Job) -> None:
    """Run one claimed job to its end; an exception becomes a report, not a lost job.

    It speaks the language of the page that asked for it, else the company's, and its days are
    the company's.
    """
    per_request.begin()
    company = Organisation.current()
    zone = timezone.override(company.timezone if company else None)
    try:
        with override(job.language or (company.language if company else get_language())), zone:
            result = _runner_of(job.kind)(job)
    except JobCancelled:
        job.finish(Job.State.CANCELLED)
    except WorkerStopping:
        job.give_back()
    except Exception as error:
        job.finish(Job.State.FAILED, error=_sentence(error))
        raise
    else:
        job.finish(Job.State.DONE, **(result or {}))
    finally:
        per_request.end()


def keep_schedules() -> None:
    """See to it that every repeating kind has its next run, and no other has one."""
    wanted = {name: kind for name, kind in kinds.items() if kind.repeat}
    waiting = Job.objects.filter(state=Job.State.QUEUED).exclude(repeat="")
    waiting.exclude(kind__in=wanted).delete()
    for name, kind in wanted.items():
        rows = waiting.filter(kind=name)
        rows.exclude(repeat=kind.repeat).delete()
        _ask_once(name, kind.repeat, kind.priority)


def _ask_once(kind: str, repeat: str, priority: int) -> None:
    """Queue the first run of a schedule unless one is open; of many workers, one does."""
    open_states = [Job.State.QUEUED, Job.State.RUNNING]
    if Job.objects.filter(kind=kind, state__in=open_states).exclude(repeat="").exists():
        return
    try:
        with transaction.atomic():
            Job.objects.create(kind=kind, repeat=repeat, priority=priority)
    except IntegrityError:
        return


def forget_scheduled() -> int:
    """Forget the runs of schedules that ended more than a month ago; people's jobs are kept."""
    limit = timezone.now() - KEEP_SCHEDULED
    return Job.objects.filter(finished_at__lt=limit).exclude(repeat="").delete()[0]


def _runner_of(kind: str) -> Runner:
    if kind not in kinds:
        raise UnknownKind(kind)
    return kinds[kind].run


def _sentence(error: Exception) -> str:
    """Return what a person may read about an error: its own sentence, else its kind."""
    text = str(error).strip()
    if type(error).__module__.startswith("comarca.") and text:
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
