"""Queues: where cases wait, during which hours they are worked on, and how fast they must be."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comarca.relations.models.base import Kept
from comarca.service.clocks.holidays import holidays_of
from comarca.service.clocks.week import OFFICE, check_week, parse_week
from comarca.service.clocks.working import WorkingCalendar
from comarca.team.reading import ForReadersQuerySet


class Priority(models.TextChoices):
    """How pressing a case is."""

    LOW = "1low", _("Low")
    NORMAL = "2normal", _("Normal")
    HIGH = "3high", _("High")
    URGENT = "4urgent", _("Urgent")


class Queue(Kept):
    """A desk where cases wait: its hours, its place's holidays, its address and public form."""

    name = models.CharField(_("queue"), max_length=60, unique=True)
    address = models.EmailField(
        _("e-mail address"), blank=True,
        help_text=_("What is sent to this address of a company's mailbox becomes a case."),
    )  # fmt: skip
    form_name = models.SlugField(
        _("address of its public form"), max_length=40, null=True, blank=True, unique=True,
        help_text=_("The last part of the form's address; empty: no form."),
    )  # fmt: skip
    hours = models.CharField(
        _("working hours"), max_length=200, default=OFFICE, validators=[check_week],
        help_text=_("Such as: Mo-Fr 09:00-14:00,16:00-19:00; Sa 10:00-13:00"),
    )  # fmt: skip
    timezone = models.CharField(_("time zone"), max_length=40, default="Europe/Madrid")
    country = models.CharField(
        _("country of its holidays"), max_length=2, blank=True, default="ES",
        help_text=_("Two letters; empty: no holidays."),
    )  # fmt: skip
    region = models.CharField(
        _("region of its holidays"), max_length=6, blank=True,
        help_text=_("The region's code, such as MD or CT; empty: the whole country's."),
    )  # fmt: skip
    escalate_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("told of escalations"),
    )  # fmt: skip
    warn_at = models.PositiveSmallIntegerField(
        _("warns at"), default=75, help_text=_("Per cent of a time limit that have passed.")
    )

    objects = ForReadersQuerySet.as_manager()

    class Meta:
        verbose_name = _("queue")
        verbose_name_plural = _("queues")
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=~Q(address=""), name="queue_address_once",
                violation_error_message=_("Another queue has this address."),
            ),
            models.CheckConstraint(
                condition=Q(warn_at__gte=1, warn_at__lte=100), name="queue_warns_in_time",
                violation_error_message=_("Give a percentage from 1 to 100."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def calendar(self) -> WorkingCalendar:
        """Return its working hours without its holidays."""
        return _calendar(self.hours, self.timezone, self.country, self.region)


@lru_cache(maxsize=128)
def _calendar(hours: str, zone: str, country: str, region: str) -> WorkingCalendar:
    return WorkingCalendar(parse_week(hours), ZoneInfo(zone), holidays_of(country, region))


class ServiceLevel(Kept):
    """How soon a queue answers and solves cases of a priority, in hours of its calendar."""

    queue = models.ForeignKey(Queue, models.CASCADE, related_name="levels", verbose_name=_("queue"))
    priority = models.CharField(_("priority"), max_length=7, choices=Priority.choices)
    first_answer = models.DecimalField(
        _("first answer within (hours)"), max_digits=6, decimal_places=2
    )
    resolution = models.DecimalField(_("resolution within (hours)"), max_digits=6, decimal_places=2)

    objects = ForReadersQuerySet.as_manager()

    class Meta:
        verbose_name = _("service level")
        verbose_name_plural = _("service levels")
        constraints = [
            models.UniqueConstraint(
                fields=["queue", "priority"], name="service_level_once",
                violation_error_message=_("This queue has a level of this priority already."),
            ),
            models.CheckConstraint(
                condition=Q(first_answer__gt=0, resolution__gte=F("first_answer")),
                name="service_level_in_order",
                violation_error_message=_(
                    "The first answer takes more than nothing, and comes before the resolution."
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.queue} · {self.get_priority_display()}"


class CaseCategory(Kept):
    """What cases are about."""

    name = models.CharField(_("category"), max_length=60, unique=True)

    objects = ForReadersQuerySet.as_manager()

    class Meta:
        verbose_name = _("case category")
        verbose_name_plural = _("case categories")

    def __str__(self) -> str:
        return self.name
