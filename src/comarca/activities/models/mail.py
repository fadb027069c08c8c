"""E-mail: the boxes that are read, each message once, and the templates that people write by."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comarca.activities.models.activity import Activity
from comarca.contacts.models import Contact
from comarca.team.models import Person


class Mailbox(models.Model):
    """An IMAP mailbox that is read every few minutes: one person's, or the whole company's.

    A company's box is also the BCC address: what a colleague sends a copy of to it goes to the
    account that was written to.
    """

    name = models.CharField(_("name"), max_length=60)
    address = models.EmailField(_("its address"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="mailboxes",
        verbose_name=_("whose"), help_text=_("Empty: the whole company's."),
    )  # fmt: skip
    host = models.CharField(_("IMAP server"), max_length=200)
    port = models.PositiveIntegerField(_("port"), default=993)
    is_encrypted = models.BooleanField(_("TLS"), default=True)
    username = models.CharField(_("user name"), max_length=200)
    secret = models.TextField(blank=True)
    folder = models.CharField(_("folder"), max_length=200, default="INBOX")
    is_active = models.BooleanField(_("is read"), default=True)
    uid_validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    checked_at = models.DateTimeField(_("last read"), null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")

    def __str__(self) -> str:
        return self.name


class EmailQuerySet(models.QuerySet["Email"]):
    """Messages, always read through ``visible_to``."""

    def visible_to(self, user: Person) -> Self:
        """Return the messages on activities a user sees, and those of their boxes to be sorted."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        boxes = Q(mailbox__person=user)
        if user.reaches_all("activities.write"):
            boxes |= Q(mailbox__person=None)
        seen = Activity.objects.visible_to(user).values("pk")
        return self.filter(Q(activity__in=seen) | Q(boxes, activity=None))

    def to_be_sorted(self) -> Self:
        """Return what nobody has put on an account yet."""
        return self.filter(state=Email.State.SORT)


class Email(models.Model):
    """One message: kept once, whatever boxes it came to; on an account, or waiting to be sorted."""

    class State(models.TextChoices):
        SORT = "sort", _("To be sorted")
        FILED = "filed", _("On an account")
        IGNORED = "ignored", _("Left out")
        QUEUED = "queued", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")

    message_id = models.CharField(max_length=255, unique=True)
    in_reply_to = models.CharField(max_length=255, blank=True)
    thread = models.CharField(max_length=255, db_index=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.SORT)
    is_outgoing = models.BooleanField(default=False)
    sender = models.EmailField(max_length=254)
    sender_name = models.CharField(max_length=200, blank=True)
    recipients = models.JSONField(default=list)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)  # made safe before it is kept
    at = models.DateTimeField()
    mailbox = models.ForeignKey(
        Mailbox, models.SET_NULL, null=True, blank=True, related_name="emails"
    )
    activity = models.OneToOneField(
        Activity, models.SET_NULL, null=True, blank=True, related_name="email"
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="emails"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    problem = models.CharField(max_length=300, blank=True)
    is_generated = models.BooleanField(default=False)

    objects = EmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        indexes = [
            models.Index(fields=["-at"], name="email_to_sort", condition=Q(state="sort")),
        ]

    def __str__(self) -> str:
        return self.subject or self.sender


class MailTemplateQuerySet(models.QuerySet["MailTemplate"]):
    """Templates: everybody who may see records reads them."""

    def visible_to(self, user: Person) -> Self:
        """Return every template to whoever works here."""
        return self if user.may("records.read") else self.none()


class MailTemplate(models.Model):
    """What is written often, in one language; the same name in several languages is one template.

    ``{contact}``, ``{account}`` and ``{me}`` stand for names.
    """

    name = models.CharField(_("name"), max_length=60)
    language = models.CharField(_("language"), max_length=7, default="es")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(
        _("text"), help_text=_("{contact}, {account} and {me} stand for names.")
    )
    is_generated = models.BooleanField(default=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MailTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail template")
        verbose_name_plural = _("e-mail templates")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "language"], name="mail_template_once",
                violation_error_message=_("This template is there in this language already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"
