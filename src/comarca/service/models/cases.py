"""Cases: what customers ask for, what was said, and how its time limits stand."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.belonging import OfAccountOrOwnerQuerySet
from comarca.accounts.models import Account
from comarca.activities.models import Email
from comarca.contacts.models import Contact
from comarca.relations.models.base import Kept
from comarca.service.models.queues import CaseCategory, Priority, Queue


class CaseQuerySet(OfAccountOrOwnerQuerySet["Case"]):
    """Cases, always read through ``visible_to``."""

    def running(self) -> Self:
        """Return the cases that somebody here has to do something about."""
        return self.filter(state__in=Case.RUNNING, archived_at=None)


class Case(Kept):
    """Something a customer asks for: who, what, how pressing, whose it is and until when.

    ``first_answer_due`` and ``resolution_due`` follow from the limits (minutes of working time,
    taken from the service level) and ``paused_seconds``, the working time spent waiting for the
    customer; while ``paused_at`` is set they stand still.
    """

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("case", "New")
        OPEN = "open", pgettext_lazy("case", "Open")
        WAITING = "waiting", pgettext_lazy("case", "Waiting for the customer")
        SOLVED = "solved", pgettext_lazy("case", "Solved")
        CLOSED = "closed", pgettext_lazy("case", "Closed")

    class Origin(models.TextChoices):
        PERSON = "person", pgettext_lazy("case", "One of us")
        EMAIL = "email", _("E-mail")
        FORM = "form", pgettext_lazy("case", "Public form")

    class Alarm(models.TextChoices):
        NONE = "none", pgettext_lazy("clock", "In time")
        WARNED = "warned", pgettext_lazy("clock", "Due soon")
        ESCALATED = "escalated", pgettext_lazy("clock", "Escalated")

    RUNNING = (State.NEW, State.OPEN)
    OVER = (State.SOLVED, State.CLOSED)

    number = models.CharField(_("number"), max_length=20, null=True, blank=True, unique=True)
    subject = models.CharField(_("subject"), max_length=200)
    account = models.ForeignKey(
        Account, models.CASCADE, null=True, blank=True, related_name="cases",
        verbose_name=_("account"),
    )  # fmt: skip
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="cases",
        verbose_name=_("contact"),
    )  # fmt: skip
    sender_name = models.CharField(_("name of who asks"), max_length=150, blank=True)
    sender_email = models.EmailField(_("e-mail of who asks"), blank=True)
    text = models.TextField(_("text"), blank=True)
    category = models.ForeignKey(
        CaseCategory, models.SET_NULL, null=True, blank=True, related_name="cases",
        verbose_name=_("category"),
    )  # fmt: skip
    priority = models.CharField(
        _("priority"), max_length=7, choices=Priority.choices, default=Priority.NORMAL
    )
    queue = models.ForeignKey(Queue, models.PROTECT, related_name="cases", verbose_name=_("queue"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="cases",
        verbose_name=_("person in charge"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.NEW)
    origin = models.CharField(
        _("came by"), max_length=6, choices=Origin.choices, default=Origin.PERSON
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    first_answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    solved_at = models.DateTimeField(_("solved on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)
    first_answer_limit = models.PositiveIntegerField(null=True, blank=True)
    resolution_limit = models.PositiveIntegerField(null=True, blank=True)
    first_answer_due = models.DateTimeField(_("first answer due"), null=True, blank=True)
    resolution_due = models.DateTimeField(_("resolution due"), null=True, blank=True)
    paused_at = models.DateTimeField(_("paused since"), null=True, blank=True)
    paused_seconds = models.PositiveBigIntegerField(default=0)
    alarm = models.CharField(_("clock"), max_length=9, choices=Alarm.choices, default=Alarm.NONE)
    alarm_at = models.DateTimeField(null=True, blank=True)
    first_answer_minutes = models.PositiveIntegerField(
        _("working minutes to the first answer"), null=True, blank=True
    )
    resolution_minutes = models.PositiveIntegerField(
        _("working minutes to the resolution"), null=True, blank=True
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("service", "case")
        verbose_name_plural = pgettext_lazy("service", "cases")
        indexes = [
            models.Index(
                fields=["resolution_due", "id"],
                name="case_due",
                condition=Q(state__in=["new", "open"], archived_at__isnull=True),
            ),
            models.Index(
                fields=["owner", "resolution_due"],
                name="case_of_owner",
                condition=Q(state__in=["new", "open"], archived_at__isnull=True),
            ),
            models.Index(
                fields=["alarm_at"], name="case_alarm", condition=Q(alarm_at__isnull=False)
            ),
            models.Index(fields=["account", "-opened_at"], name="case_of_account"),
            models.Index(fields=["-opened_at", "subject", "id"], name="case_newest"),
            models.Index(fields=["state", "subject", "id"], name="case_by_state"),
            models.Index(fields=["solved_at"], name="case_solved"),
            models.Index(fields=["sender_email"], name="case_by_sender"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(paused_at__gte=F("opened_at")),
                name="case_paused_after_it_opened",
                violation_error_message=_("It cannot be opened after it was paused."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number or ''} {self.subject}".strip()

    @property
    def is_running(self) -> bool:
        """Return whether its clocks run."""
        return self.state in self.RUNNING

    @property
    def is_over(self) -> bool:
        """Return whether it was solved."""
        return self.state in self.OVER

    @property
    def reply_to(self) -> str:
        """Return where an answer goes: the contact's address, else the one it came from."""
        return (self.contact.email if self.contact else "") or self.sender_email


class CaseLink(models.Model):
    """Two cases that have to do with each other, told at one of them."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, models.CASCADE, related_name="linked_from")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "other"], name="case_link_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.other_id}"


class CaseMessage(models.Model):
    """One thing said in a case: by the customer, to the customer, or among ourselves."""

    class Direction(models.TextChoices):
        IN = "in", _("From the customer")
        OUT = "out", _("To the customer")
        NOTE = "note", pgettext_lazy("case", "Internal note")

    case = models.ForeignKey(Case, models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=4, choices=Direction.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sender = models.CharField(max_length=254, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    email = models.OneToOneField(
        Email, models.SET_NULL, null=True, blank=True, related_name="case_message"
    )
    is_automatic = models.BooleanField(default=False)
    is_generated = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("message of a case")
        indexes = [models.Index(fields=["case", "at", "id"], name="case_message_in_order")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.direction}"
