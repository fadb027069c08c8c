"""Long work: rows that wait for a worker, show progress, can be cancelled and never hang.

A job is its own place in the queue: `queue.py` hands the rows out, `schedule.py` repeats them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from comarca.base.schedule import next_run

Runner = Callable[["Job"], dict[str, Any] | None]
stopping = Event()


class JobCancelled(Exception):
    """The person who asked for the job has cancelled it."""


class JobTaken(JobCancelled):
    """Another worker has taken the job over; what this one still finds is thrown away."""


class WorkerStopping(Exception):
    """The worker was asked to end; the job goes back into the queue."""


@dataclass(frozen=True)
class JobKind:
    """One kind of long work: what does it, what pages call it, and how often it is due."""

    run: Runner
    title: str | Promise = ""
    repeat: str = ""
    priority: int = 0


kinds: dict[str, JobKind] = {}


def runner(
    kind: str, title: str | Promise = "", *, repeat: str = "", priority: int = 0
) -> Callable[[Runner], Runner]:
    """Register the function that does jobs of one kind (in an app's ``jobs.py``).

    With ``repeat`` (``daily``, ``weekly``, ``every 15 minutes``) the workers see to it that one
    run is always waiting. Work that nobody waits for has a priority below 0.
    """

    def register(function: Runner) -> Runner:
        kinds[kind] = JobKind(function, title, repeat, priority)
        return function

    return register


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return a person's own jobs, all of them to those who see everything."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self if user.reaches_all("jobs.read") else self.filter(requested_by=user)

    def due(self) -> Self:
        """Return the jobs that a worker may begin now, in the order they are begun."""
        waiting = self.filter(state=Job.State.QUEUED, run_at__lte=timezone.now())
        return waiting.order_by("-priority", "run_at", "pk")


class Job(models.Model):
    """One piece of long work: asked for by a person or a schedule, done by a worker."""

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
    priority = models.SmallIntegerField(default=0)
    repeat = models.CharField(max_length=32, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="jobs"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    run_at = models.DateTimeField(default=timezone.now)
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
            models.Index(
                fields=["-priority", "run_at", "id"], name="job_due", condition=Q(state="queued")
            ),
            models.Index(fields=["kind", "-created_at"]),
            models.Index(fields=["requested_by", "-created_at"], name="job_of_person"),
        ]
        constraints = [
            # The database itself sees to it that a schedule has one run ahead, never two.
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(state__in=["queued", "running"]) & ~Q(repeat=""),
                name="one_open_run_of_a_schedule",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"

    @property
    def title(self) -> str:
        """Return what pages call this work."""
        kind = kinds.get(self.kind)
        return str((kind and kind.title) or _("Work in progress"))

    def may_be_cancelled_by(self, user: Any) -> bool:
        """Return whether a person may stop this job: their own, any to those who run them all."""
        is_own = self.requested_by_id == user.pk
        return bool(user.reaches_all("jobs.cancel") or (is_own and user.may("jobs.cancel")))

    def is_outranked(self) -> bool:
        """Return whether work of a higher priority waits, to which this may give way."""
        return Job.objects.due().filter(priority__gt=self.priority).exists()

    @property
    def is_over(self) -> bool:
        """Return whether nothing more will happen to this job."""
        return self.state in self.OVER

    def _mine(self) -> "models.QuerySet[Job]":
        """Return this job as a row, unless it is over or another worker has taken it over."""
        rows = Job.objects.filter(pk=self.pk, attempts=self.attempts)
        return rows.exclude(state__in=self.OVER)

    @classmethod
    def ask(
        cls,
        kind: str,
        payload: dict[str, Any],
        requested_by: Any = None,
        run_at: datetime | None = None,
    ) -> "Job":
        """Queue a job; a worker sees it once the transaction is committed and ``run_at`` past."""
        return cls.objects.create(
            kind=kind,
            payload=payload,
            requested_by=requested_by,
            run_at=run_at or timezone.now(),
            language=(get_language() or "")[:5],
            priority=kinds[kind].priority if kind in kinds else 0,
        )

    def report(self, progress: float, message: str = "", **result: Any) -> None:
        """Say in a sentence how far the work is, and keep the best result so far.

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
        queued = Job.objects.filter(pk=self.pk, state=self.State.QUEUED)
        if queued.exists() and self._end(queued, state=self.State.CANCELLED, cancel_requested=True):
            self.refresh_from_db()
            return
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
        self._mine().update(state=self.State.QUEUED, attempts=F("attempts") - 1, worker="")

    def finish(self, state: "Job.State", *, error: str = "", **result: Any) -> None:
        """Write the end of the job: done, failed or cancelled; only its last worker may."""
        values: dict[str, Any] = {
            "state": state,
            "result": {**self.result, **result},
            "error": error,
            "progress": 1.0 if state == self.State.DONE else self.progress,
        }
        if self._end(self._mine(), **values):
            for name, value in values.items():
                setattr(self, name, value)

    def _end(self, rows: "models.QuerySet[Job]", **values: Any) -> bool:
        """End this job and queue its next run, both or neither; of two who end it, one does."""
        now = timezone.now()
        with transaction.atomic():
            if not rows.update(finished_at=now, **values):
                return False
            if self.repeat:
                Job.objects.create(
                    kind=self.kind,
                    payload=self.payload,
                    repeat=self.repeat,
                    priority=self.priority,
                    language=self.language,
                    requested_by_id=self.requested_by_id,
                    run_at=next_run(self.repeat, self.run_at, now),
                )
        return True
