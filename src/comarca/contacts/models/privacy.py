"""What a person said about being reached, channel by channel; and how long people are kept."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.contacts.models.contact import Contact
from comarca.team.visibility import visible_people_ids


class Channel(models.TextChoices):
    """A way to reach a person."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")
    MESSAGE = "message", _("Text message")
    POST = "post", _("Post")
    VISIT = "visit", _("Visit")


class ConsentQuerySet(models.QuerySet["Consent"]):
    """What people said, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return what the contacts said whom a user may see."""
        if visible_people_ids(user) is None:
            return self.all()
        return self.filter(contact__in=Contact.objects.visible_to(user))


class Consent(models.Model):
    """One statement about one channel; the newest holds, and none is ever changed."""

    class Answer(models.TextChoices):
        YES = "yes", _("May be reached")
        NO = "no", _("Does not want it")

    class Basis(models.TextChoices):
        CONSENT = "consent", _("Consent")
        CONTRACT = "contract", _("Contract")
        INTEREST = "interest", _("Legitimate interest")
        LAW = "law", _("Legal obligation")

    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="consents", verbose_name=_("contact")
    )
    channel = models.CharField(_("channel"), max_length=7, choices=Channel.choices)
    answer = models.CharField(_("answer"), max_length=3, choices=Answer.choices)
    basis = models.CharField(_("lawful basis"), max_length=8, choices=Basis.choices, blank=True)
    said_on = models.DateField(_("said on"))
    source = models.CharField(
        _("how it is known"), max_length=200, blank=True,
        help_text=_("Such as: signed form, e-mail of 3 May, said on the telephone."),
    )  # fmt: skip
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    noted_at = models.DateTimeField(auto_now_add=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes = [
            models.Index(fields=["contact", "channel", "-said_on", "-id"], name="consent_newest")
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.get_answer_display()}"


class RetentionRule(models.Model):
    """After how many months people are erased whom nobody needs any more."""

    class Case(models.TextChoices):
        ARCHIVED = "archived", _("Contacts archived longer ago")
        CLOSED = "closed", _("Contacts of accounts closed and unchanged for longer")

    case = models.CharField(_("whom"), max_length=8, choices=Case.choices, unique=True)
    months = models.PositiveSmallIntegerField(_("months"), default=36)
    is_active = models.BooleanField(_("erase them every day"), default=False)

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")

    def __str__(self) -> str:
        return str(self.get_case_display())
