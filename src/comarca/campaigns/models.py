"""Campaigns, their steps, and the accounts that go through them."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.belonging import OfAccountQuerySet
from comarca.accounts.models import Account
from comarca.activities.models import Activity
from comarca.contacts.models import Contact
from comarca.relations.models import ProductFamily
from comarca.relations.models.base import Kept
from comarca.team.reading import ForReadersQuerySet
from comarca.ui.lists.models import SavedView

PERSON = settings.AUTH_USER_MODEL


class Campaign(Kept):
    """A sequence of steps for a target group, with an objective that is measured."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("campaign", "Draft")
        RUNNING = "running", pgettext_lazy("campaign", "Running")
        STOPPED = "stopped", pgettext_lazy("campaign", "Stopped")

    name = models.CharField(_("campaign"), max_length=80, unique=True)
    objective = models.TextField(_("objective"), blank=True)
    goal = models.CharField(_("reached when"), max_length=20, default="need")
    target = models.PositiveSmallIntegerField(
        _("target (per cent of the accounts)"), null=True, blank=True,
        validators=[MaxValueValidator(100)],
    )  # fmt: skip
    segment = models.ForeignKey(
        SavedView, models.SET_NULL, null=True, related_name="+", verbose_name=_("target group")
    )
    is_live = models.BooleanField(
        _("the group stays live"), default=False,
        help_text=_("Accounts enter and leave as the view changes; else those of the start stay."),
    )  # fmt: skip
    held_out = models.PositiveSmallIntegerField(
        _("hold-out group (per cent)"), default=10, validators=[MaxValueValidator(50)],
        help_text=_("Drawn at random and left alone, to know what would have happened anyway."),
    )  # fmt: skip
    stops_on_answer = models.BooleanField(_("stops when the customer answers"), default=True)
    minutes_a_day = models.PositiveSmallIntegerField(
        _("minutes of one person's day at most"), null=True, blank=True,
        validators=[MinValueValidator(10)],
        help_text=_(
            "Empty: all that working hours, absences, holidays and what is planned leave free."
        ),
    )  # fmt: skip
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends before"))
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.DRAFT)
    owner = models.ForeignKey(
        PERSON, models.PROTECT, related_name="+", verbose_name=_("person in charge")
    )

    objects = ForReadersQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="campaign_lasts",
                violation_error_message=_("It ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(held_out__lte=50), name="campaign_in_bounds",
                violation_error_message=_("Hold out half of the accounts at most."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class CampaignFamily(models.Model):
    """One product family that a campaign is about."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="campaign_families")
    family = models.ForeignKey(ProductFamily, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "family"], name="campaign_family_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.family_id}"


class CampaignStep(Kept):
    """One step: an activity that somebody does, an e-mail, a wait, or a fork by the outcome."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("Visit")
        CALL = "call", _("Call")
        TASK = "task", _("Task")
        EMAIL = "email", _("E-mail")
        WAIT = "wait", pgettext_lazy("campaign", "Wait")
        BRANCH = "branch", pgettext_lazy("campaign", "Fork by the outcome")

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="steps", verbose_name=_("campaign")
    )
    position = models.PositiveSmallIntegerField(_("place in the order"))
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    title = models.CharField(_("subject"), max_length=200, blank=True)
    template = models.CharField(
        _("e-mail template"), max_length=60, blank=True, help_text=_("Its name; for e-mails.")
    )
    days = models.PositiveSmallIntegerField(
        _("days to wait"), default=0, validators=[MaxValueValidator(365)]
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes it takes"), null=True, blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(480)],
        help_text=_("Empty: as long as its kind usually takes."),
    )  # fmt: skip
    within = models.PositiveSmallIntegerField(
        _("visited within (days)"), default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("For visits: the days that Propose the week has to place it."),
    )  # fmt: skip
    outcome = models.CharField(
        _("if the outcome was"), max_length=9, choices=Activity.Outcome.choices, blank=True
    )
    goes_to = models.PositiveSmallIntegerField(
        _("goes on at place"), null=True, blank=True,
        help_text=_("Later than this one; empty: it ends there. Otherwise the next step follows."),
    )  # fmt: skip

    objects = ForReadersQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign step")
        verbose_name_plural = _("campaign steps")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "position"], name="campaign_step_once",
                violation_error_message=_("Another step has this place."),
            ),
            # Forward only: no campaign runs in a circle.
            models.CheckConstraint(
                condition=Q(goes_to__isnull=True) | Q(goes_to__gt=F("position")),
                name="campaign_step_goes_on",
                violation_error_message=_("A fork leads to a later step."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.position}. {self.title or self.get_kind_display()}"


class CampaignMemberQuerySet(OfAccountQuerySet["CampaignMember"]):
    """Members, always read through ``visible_to``."""

    def treated(self) -> Self:
        """Return those for whom something is done."""
        return self.filter(is_held_out=False)


class CampaignMember(models.Model):
    """One account in one campaign: where it stands, or that it is left alone for comparison."""

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("member", "Under way")
        DONE = "done", pgettext_lazy("member", "Through")
        ANSWERED = "answered", pgettext_lazy("member", "Answered")
        LEFT = "left", pgettext_lazy("member", "Left the group")
        STOPPED = "stopped", pgettext_lazy("member", "Stopped")

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="members", verbose_name=_("campaign")
    )
    account = models.ForeignKey(
        Account, models.CASCADE, related_name="campaign_members", verbose_name=_("account")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("contact"),
    )  # fmt: skip
    person = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("person in charge"),
    )  # fmt: skip
    is_held_out = models.BooleanField(_("hold-out group"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.ACTIVE)
    position = models.PositiveSmallIntegerField(_("step"), default=0)
    outcome = models.CharField(max_length=9, blank=True)
    due_at = models.DateTimeField(_("goes on"), null=True, blank=True)
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("activity"),
    )  # fmt: skip
    left_out = models.PositiveSmallIntegerField(_("steps left out for want of consent"), default=0)
    has_no_time = models.BooleanField(
        _("waits for time"), default=False,
        help_text=_("Whoever is in charge has no hour left before the campaign ends."),
    )  # fmt: skip
    entered_at = models.DateTimeField(_("entered"), default=timezone.now)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    objects = CampaignMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign member")
        verbose_name_plural = _("campaign members")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "account"], name="campaign_member_once")
        ]
        indexes = [
            models.Index(
                fields=["campaign", "due_at"], name="campaign_member_due",
                condition=Q(state="active", is_held_out=False),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.campaign}: {self.account}"
