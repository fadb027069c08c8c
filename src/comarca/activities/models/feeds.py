"""Calendars beyond the house: links that others read, and calendars kept elsewhere."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.team.models import Person

Row = TypeVar("Row", bound=models.Model)


class OwnQuerySet(models.QuerySet[Row]):
    """What is a person's own and nobody else's."""

    def visible_to(self, user: Person) -> Self:
        """Return a person's own rows."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(person=user)


class FeedLinkQuerySet(OwnQuerySet["FeedLink"]):
    """Links, always read through ``visible_to``."""


class CalendarSourceQuerySet(OwnQuerySet["CalendarSource"]):
    """Outer calendars, always read through ``visible_to``."""


class FeedLink(models.Model):
    """A private link to one person's calendar, kept as a digest; revoked at any time."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="feed_links")
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = FeedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar link")

    def __str__(self) -> str:
        return self.name


class CalendarSource(models.Model):
    """A calendar that somebody keeps elsewhere, read every half hour; its events stay private."""

    class Kind(models.TextChoices):
        ICS = "ics", _("ICS address")
        CALDAV = "caldav", _("CalDAV server")

    person = models.ForeignKey(Person, models.CASCADE, related_name="calendar_sources")
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices, default=Kind.ICS)
    name = models.CharField(_("name"), max_length=60)
    url = models.URLField(_("address"), max_length=1000)
    username = models.CharField(_("user name"), max_length=200, blank=True)
    secret = models.TextField(blank=True)  # the password, encrypted with the installation's key
    checked_at = models.DateTimeField(_("last read"), null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CalendarSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("outer calendar")

    def __str__(self) -> str:
        return self.name


class OuterEvent(models.Model):
    """One occurrence of an event of an outer calendar; others see only that its owner is busy."""

    source = models.ForeignKey(CalendarSource, models.CASCADE, related_name="events")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    uid = models.CharField(max_length=255)
    title = models.CharField(max_length=200)
    at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_all_day = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("event of an outer calendar")
        indexes = [models.Index(fields=["person", "at"], name="outer_event_of_person")]

    def __str__(self) -> str:
        return self.title
