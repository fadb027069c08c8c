"""Long work that runs in the worker, shows progress, can be cancelled and never hangs."""

from collections.abc import Callable
from threading import Event
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

Runner = Callable[["Job"], dict[str, Any]]
_runners: dict[str, Runner] = {}
stopping = Event()


class JobCancelled(Exception):
    """The person who asked for the job has cancelled it."""


class JobTaken(JobCancelled):
    """Another worker has taken the job over; what this one still finds is thrown away."""


class WorkerStopping(Exception):
    """The worker was asked to end; the job goes back into the queue."""


class UnknownKind(Exception):
    """No app knows how to do jobs of this kind."""


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return a person's own jobs, all of them to those who see everything."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self if user.reaches_all("jobs.read") else self.filter(requested_by=user)


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
    worker = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5, blank=True)

    OVER: ClassVar = (State.DONE, State.FAILED, State.CANCELLED)
    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        indexes = [
            models.Index(fields=["heartbeat_at"], name="job_running", condition=Q(state="running")),
            models.Index(fields=["kind", "-created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"

    def may_be_cancelled_by(self, user: Any) -> bool:
        """Return whether a person may stop this job: their own, any to those who run them all."""
        return bool(user.reaches_all("jobs.cancel")) or self.requested_by_id == user.pk

    @property
    def is_over(self) -> bool:
        """Return whether nothing more will happen to this job."""
        return self.state in self.OVER

    def _mine(self) -> "models.QuerySet[Job]":
        """Return this job as a row, unless it is over or another worker has taken it over."""
        rows = Job.objects.filter(pk=self.pk, attempts=self.attempts)
        return rows.exclude(state__in=self.OVER)

    @classmethod
    def ask(cls, kind: str, payload: dict[str, Any], requested_by: Any = None) -> "Job":
        """Queue a job; the worker starts it once the transaction is committed."""
        language = (get_language() or "")[:5]
        job = cls.objects.create(
            kind=kind, payload=payload, requested_by=requested_by, language=language
        )
        transaction.on_commit(lambda: enqueue(job.pk))
        return job

    def report(self, progress: float, message: str = "", **result: Any) -> None:
        """Say how far the work is, and keep the best result so far.

        Raises ``JobCancelled`` when the person has asked to stop.
        """
        self.progress = min(max(progress, 0.0), 1.0)
        values: dict[str, Any] = {"progress": self.progress, "heartbeat_at": timezone.now()}
        if message:
            values["message"] = str(message)[:300]
        if result:
            self.result = {**self.result, **result}
            values["result"] = self.result
        if not self._mine().update(**values):
            raise JobTaken
        if Job.objects.filter(pk=self.pk, cancel_requested=True).exists():
            raise JobCancelled
        if stopping.is_set():
            raise WorkerStopping

    def cancel(self) -> None:
        """Ask a running job to stop, or end a queued one at once."""
        now = timezone.now()
        ended = Job.objects.filter(pk=self.pk, state=self.State.QUEUED).update(
            state=self.State.CANCELLED, cancel_requested=True, finished_at=now
        )
        if not ended:
            Job.objects.filter(pk=self.pk, state=self.State.RUNNING).update(cancel_requested=True)
        self.refresh_from_db()

    def start(self, worker: str = "") -> bool:
        """Claim the job for this worker; of two workers, one wins."""
        now = timezone.now()
        won = Job.objects.filter(pk=self.pk, state=self.State.QUEUED).update(
            state=self.State.RUNNING,
            started_at=now,
            heartbeat_at=now,
            attempts=F("attempts") + 1,
            worker=worker,
        )
        self.refresh_from_db()
        return bool(won)

    def give_back(self) -> None:
        """Put the job back into the queue because its worker is ending; no attempt is lost."""
        if self._mine().update(state=self.State.QUEUED, attempts=F("attempts") - 1):
            enqueue(self.pk)

    def finish(self, state: "Job.State", *, error: str = "", **result: Any) -> None:
        """Write the end of the job: done, failed or cancelled; only its last worker may."""
        values: dict[str, Any] = {
            "state": state,
            "result": {**self.result, **result},
            "error": error,
            "finished_at": timezone.now(),
            "progress": 1.0 if state == self.State.DONE else self.progress,
        }
        if self._mine().update(**values):
            for name, value in values.items():
                setattr(self, name, value)


def enqueue(job_id: int) -> None:
    """Tell the queue that a job waits."""
    from comarca.base.tasks import run_job

    run_job.enqueue(job_id)


def run(job: Job) -> None:
    """Run one claimed job to its end; an exception becomes a report, not a lost job.

    Its messages are in the language of the page that asked for it.
    """
    try:
        with override(job.language or get_language()):
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


def _runner_of(kind: str) -> Runner:
    if kind not in _runners:
        raise UnknownKind(kind)
    return _runners[kind]


def _sentence(error: Exception) -> str:
    """Return what a person may read about an error: its own sentence, else its kind."""
    text = str(error).strip()
    if type(error).__module__.startswith("comarca.") and text:
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
