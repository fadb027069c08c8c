"""Absences: the days on which somebody does not work."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comarca.activities.models.activity import new_reference
from comarca.team.models import Person
from comarca.team.visibility import visible_people_ids


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Absences, always read through ``visible_to``."""

    def visible_to(self, user: Person) -> Self:
        """Return the absences of the people a user sees."""
        ids = visible_people_ids(user)
        return self if ids is None else self.filter(person__in=ids)


class Absence(models.Model):
    """Days off of one person: from a day to (not including) the day they are back.

    There is no kind for illness: why somebody is away is nobody's business here.
    """

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("Holiday")
        TRAINING = "training", _("Training")
        AWAY = "away", _("Away")

    title = models.CharField(_("note"), max_length=120, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.HOLIDAY)
    first_day = models.DateField(_("first day away"))
    back_on = models.DateField(_("first day back"))
    reference = models.CharField(_("reference"), max_length=20, unique=True, default=new_reference)
    is_generated = models.BooleanField(default=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        indexes = [models.Index(fields=["person", "first_day"], name="absence_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(back_on__gt=F("first_day")),
                name="absence_lasts",
                violation_error_message=_("The first day back comes after the first day away."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title}".strip()
