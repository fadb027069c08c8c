"""Tells people of events: which kinds there are, whom each concerns, how each person wants it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comarca.base.events.model import Event, listen
from comarca.base.jobs import Job

# The jobs that send letters; what they do is in digest.py.
AT_ONCE, DAILY = "notifications.at_once", "notifications.daily"


class Mail(models.TextChoices):
    """When an e-mail tells of it."""

    OFF = "off", _("No e-mail")
    DAILY = "daily", _("Once a day")
    AT_ONCE = "at_once", _("At once")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notification: the actions it tells of, and whom an event concerns.

    ``about`` says in a sentence what of an event is its reader's, nothing where there is none.
    """

    key: str
    label: str | Promise
    actions: frozenset[str]
    concerns: Callable[[Event], Iterable[int]]
    mail: Mail = Mail.OFF
    order: int = 50
    about: Callable[[Event, Any], str] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind of notification known (in an app's ``events.py``)."""
    _kinds[kind.key] = kind
    return kind


def kinds() -> list[Kind]:
    """Return every kind, in its order."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.key))


def about(kind: str, event: Event, person: Any) -> str:
    """Return what of an event is a person's own, as its kind says it."""
    known = _kinds.get(kind)
    return known.about(event, person) if known and known.about else ""


class NotificationChoice(models.Model):
    """How one person wants to be told of one kind; without a row, as the kind says."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_choices"
    )
    kind = models.CharField(max_length=40)
    in_app = models.BooleanField(default=True)
    mail = models.CharField(max_length=7, choices=Mail.choices, default=Mail.OFF)

    class Meta:
        verbose_name = _("notification choice")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="notification_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Notifications, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return a person's own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(person=user)

    def unread(self) -> Self:
        """Return those that the bell counts."""
        return self.filter(in_app=True, read_at=None)


class Notification(models.Model):
    """One person told of one event."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications"
    )
    event = models.ForeignKey(Event, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=40)
    in_app = models.BooleanField(default=True)
    mail = models.CharField(max_length=7, choices=Mail.choices, default=Mail.OFF)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        constraints = [
            models.UniqueConstraint(fields=["person", "event"], name="notification_once")
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="notification_of_person"),
            models.Index(
                fields=["person"],
                name="notification_unread",
                condition=models.Q(in_app=True, read_at__isnull=True),
            ),
            models.Index(
                fields=["mail", "person"],
                name="notification_to_mail",
                condition=models.Q(mailed_at__isnull=True) & ~models.Q(mail="off"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"


@listen
def notify(event: Event) -> None:
    """Tell everybody whom an event concerns, but its actor; the first kind that fits counts."""
    wanted: dict[int, Kind] = {}
    for kind in kinds():
        if event.action in kind.actions:
            for person in kind.concerns(event):
                wanted.setdefault(person, kind)
    wanted.pop(event.actor_id or 0, None)
    if not wanted:
        return
    choices = {
        (row.person_id, row.kind): row
        for row in NotificationChoice.objects.filter(person__in=wanted)
    }
    rows = []
    for person, kind in wanted.items():
        choice = choices.get((person, kind.key))
        in_app = choice.in_app if choice else True
        mail = choice.mail if choice else kind.mail
        if in_app or mail != Mail.OFF:
            rows.append(
                Notification(person_id=person, event=event, kind=kind.key, in_app=in_app, mail=mail)
            )
    Notification.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    if any(row.mail == Mail.AT_ONCE for row in rows):
        ask_to_send()


def ask_to_send() -> None:
    """Let the worker send what is wanted at once, unless it is about to."""
    waiting = Job.objects.filter(kind=AT_ONCE, state=Job.State.QUEUED)
    if settings.EMAIL_HOST and not waiting.exists():
        Job.ask(AT_ONCE, {})
