"""Long work that runs in the worker, shows progress, can be cancelled and never hangs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HEARTBEAT_SECONDS = 5
LOST_AFTER = timedelta(seconds=45)
MAX_ATTEMPTS = 3

Runner = Callable[["Job"], dict[str, Any]]
_runners: dict[str, Runner] = {}


class JobCancelled(Exception):
    """The person who asked for the job has cancelled it."""


def runner(kind: str) -> Callable[[Runner], Runner]:
    """Register the function that does jobs of one kind (in an app's ``jobs.py``)."""

    def register(function: Runner) -> Runner:
        _runners[kind] = function
        return function

    return register


class Job(models.Model):
    """One piece of long work: asked for by a person, done by a worker."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    kind = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    result = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    progress = models.FloatField(default=0.0)
    message = models.CharField(max_length=300, blank=True)
    error = models.TextField(blank=True)
    cancel_requested = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="jobs"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        indexes = [
            models.Index(
                fields=["heartbeat_at"], name="job_running", condition=Q(state="running")
            ),
            models.Index(fields=["kind", "-created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"

    @property
    def is_over(self) -> bool:
        """Return whether nothing more will happen to this job."""
        return self.state in {self.State.DONE, self.State.FAILED, self.State.CANCELLED}

    @classmethod
    def ask(cls, kind: str, payload: dict[str, Any], requested_by: Any = None) -> "Job":
        """Queue a job; the worker starts it once the transaction is committed."""
        from comarca.base.tasks import run_job

        job = cls.objects.create(kind=kind, payload=payload, requested_by=requested_by)
        transaction.on_commit(lambda: run_job.enqueue(job.pk))
        return job

    def report(self, progress: float, message: str = "", **result: Any) -> None:
        """Say how far the work is, and keep the best result so far.

        Raises ``JobCancelled`` when the person has asked to stop.
        """
        values: dict[str, Any] = {
            "progress": min(max(progress, 0.0), 1.0),
            "heartbeat_at": timezone.now(),
        }
        if message:
            values["message"] = message[:300]
        if result:
            self.result = {**self.result, **result}
            values["result"] = self.result
        Job.objects.filter(pk=self.pk).update(**values)
        if Job.objects.filter(pk=self.pk, cancel_requested=True).exists():
            raise JobCancelled

    def cancel(self) -> None:
        """Ask a running job to stop, or end a queued one at once."""
        now = timezone.now()
        ended = Job.objects.filter(pk=self.pk, state=self.State.QUEUED).update(
            state=self.State.CANCELLED, cancel_requested=True, finished_at=now
        )
        if not ended:
            Job.objects.filter(pk=self.pk, state=self.State.RUNNING).update(cancel_requested=True)
        self.refresh_from_db()

    def start(self) -> bool:
        """Claim the job for this worker; of two workers, one wins."""
        now = timezone.now()
        won = Job.objects.filter(pk=self.pk, state=self.State.QUEUED).update(
            state=self.State.RUNNING,
            started_at=now,
            heartbeat_at=now,
            attempts=F("attempts") + 1,
        )
        self.refresh_from_db()
        return bool(won)

    def finish(self, state: "Job.State", *, error: str = "", **result: Any) -> None:
        """Write the end of the job: done, failed or cancelled."""
        self.state = state
        self.result = {**self.result, **result}
        self.error = error
        self.finished_at = timezone.now()
        if state == self.State.DONE:
            self.progress = 1.0
        self.save(update_fields=["state", "result", "error", "finished_at", "progress"])


def run(job: Job) -> None:
    """Run one claimed job to its end; an exception becomes a report, not a lost job."""
    try:
        result = _runners[job.kind](job)
    except JobCancelled:
        job.finish(Job.State.CANCELLED)
    except Exception as error:
        job.finish(Job.State.FAILED, error=f"{type(error).__name__}: {error}")
        raise
    else:
        job.finish(Job.State.DONE, **(result or {}))


def requeue_lost() -> int:
    """Queue again the jobs whose worker died; after three attempts, report them as failed."""
    from comarca.base.tasks import run_job

    limit = timezone.now() - LOST_AFTER
    lost = Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=limit)
    count = 0
    for job in lost:
        if job.cancel_requested or job.attempts >= MAX_ATTEMPTS:
            state = Job.State.CANCELLED if job.cancel_requested else Job.State.FAILED
            job.finish(state, error="" if job.cancel_requested else "The worker stopped.")
            continue
        if Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, heartbeat_at__lt=limit).update(
            state=Job.State.QUEUED
        ):
            run_job.enqueue(job.pk)
            count += 1
    return count
