"""Activities: the tasks, calls, meetings, visits, e-mails and notes of the working day."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.belonging import OfAccountOrOwnerQuerySet
from comarca.accounts.models import Account
from comarca.contacts.models import Contact

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 or o, 1 or l: people read it to each other


def new_reference() -> str:
    """Return what names an activity in files: ``a-`` and ten signs drawn at random (50 bits)."""
    return "a-" + "".join(secrets.choice(ALPHABET) for _place in range(10))


class ActivityQuerySet(OfAccountOrOwnerQuerySet["Activity"]):
    """Activities, always read through ``visible_to``."""

    def open(self) -> Self:
        """Return what is still to be done."""
        return self.filter(state=Activity.State.PLANNED, archived_at=None)


class Activity(models.Model):
    """One thing that somebody does with a customer, or for themselves: planned, then done.

    ``at`` is when it begins, is due or was done; of a whole day, the first moment of that day.
    A repeating one stands for its occurrences; the one that was moved, done or left out is a row
    of its own, with ``series`` and the ``occurrence_at`` that it stands for.
    """

    class Kind(models.TextChoices):
        TASK = "task", _("Task")
        CALL = "call", _("Call")
        MEETING = "meeting", _("Meeting")
        VISIT = "visit", _("Visit")
        EMAIL = "email", _("E-mail")
        NOTE = "note", _("Note")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("activity", "Planned")
        DONE = "done", pgettext_lazy("activity", "Done")
        CANCELLED = "cancelled", pgettext_lazy("activity", "Cancelled")

    class Outcome(models.TextChoices):
        GOOD = "good", pgettext_lazy("outcome", "Went well")
        OPEN = "open", pgettext_lazy("outcome", "Undecided")
        BAD = "bad", pgettext_lazy("outcome", "Went badly")
        NO_ANSWER = "no_answer", pgettext_lazy("outcome", "Not reached")

    class Repeat(models.TextChoices):
        DAILY = "FREQ=DAILY", _("Every day")
        WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", _("Every working day")
        WEEKLY = "FREQ=WEEKLY", _("Every week")
        FORTNIGHTLY = "FREQ=WEEKLY;INTERVAL=2", _("Every two weeks")
        MONTHLY = "FREQ=MONTHLY", _("Every month")
        QUARTERLY = "FREQ=MONTHLY;INTERVAL=3", _("Every three months")
        YEARLY = "FREQ=YEARLY", _("Every year")

    class Reminder(models.IntegerChoices):
        AT_START = 0, _("When it begins")
        TEN = 10, _("10 minutes before")
        HOUR = 60, _("1 hour before")
        DAY = 1440, _("1 day before")

    reference = models.CharField(_("reference"), max_length=20, unique=True, default=new_reference)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices, default=Kind.TASK)
    title = models.CharField(_("subject"), max_length=200)
    account = models.ForeignKey(
        Account, models.CASCADE, null=True, blank=True, related_name="activities",
        db_index=False, verbose_name=_("account"),
    )  # fmt: skip
    contacts: "models.ManyToManyField[Contact, ActivityContact]" = models.ManyToManyField(
        Contact, through="ActivityContact", blank=True, related_name="activities",
        verbose_name=_("with whom"),
    )  # fmt: skip
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True,
        related_name="activities", db_index=False, verbose_name=_("person in charge"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PLANNED)
    at = models.DateTimeField(_("when"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    is_all_day = models.BooleanField(_("all day"), default=False)
    timezone = models.CharField(_("time zone"), max_length=40, blank=True)
    repeats = models.CharField(_("repeats"), max_length=40, choices=Repeat.choices, blank=True)
    repeats_until = models.DateField(_("repeats until"), null=True, blank=True)
    series = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="occurrences",
        verbose_name=_("series"),
    )  # fmt: skip
    occurrence_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome.choices, blank=True)
    text = models.TextField(_("notes"), blank=True)
    next_step = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="follows",
        verbose_name=_("next step"),
    )  # fmt: skip
    reminder = models.PositiveIntegerField(
        _("reminder"), choices=Reminder.choices, null=True, blank=True
    )
    remind_at = models.DateTimeField(null=True, blank=True)
    is_generated = models.BooleanField(default=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            models.Index(fields=["account", "-at", "-id"], name="activity_of_account"),
            # "Accounts with a call": asked of each account of a list.
            models.Index(fields=["account", "kind"], name="activity_kinds"),
            models.Index(fields=["owner", "-at", "-id"], name="activity_of_owner"),
            models.Index(fields=["-at", "title", "id"], name="activity_newest"),
            models.Index(
                fields=["owner", "at"],
                name="activity_to_do",
                condition=Q(state="planned", archived_at__isnull=True),
            ),
            models.Index(fields=["owner"], name="activity_repeating", condition=~Q(repeats="")),
            models.Index(
                fields=["remind_at"],
                name="activity_reminder",
                condition=Q(remind_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("at")),
                name="activity_ends_after_it_begins",
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(series__isnull=True, occurrence_at__isnull=True)
                | Q(series__isnull=False, occurrence_at__isnull=False),
                name="activity_occurrence_of_a_series",
            ),
            models.UniqueConstraint(
                fields=["series", "occurrence_at"],
                condition=Q(series__isnull=False),
                name="activity_occurrence_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def icon(self) -> str:
        """Return the icon of its kind."""
        return ICONS[self.Kind(self.kind)]

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be done."""
        return self.state == self.State.PLANNED


class ActivityContact(models.Model):
    """One person at the customer's who takes part in one activity."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="activity_contacts", db_index=False
    )
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="activity_contacts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "contact"], name="activity_contact_once")
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.contact_id}"


ICONS = {
    Activity.Kind.TASK: "checks",
    Activity.Kind.CALL: "phone",
    Activity.Kind.MEETING: "users",
    Activity.Kind.VISIT: "map-pin",
    Activity.Kind.EMAIL: "mail",
    Activity.Kind.NOTE: "note",
}
