"""What phones have told of visits: every word as it came, kept once, whatever became of it."""

from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.team.models import Person
from comarca.team.visibility import visible_people_ids
from comarca.visits.models.weeks import Visit


class EntryQuerySet(models.QuerySet["VisitEntry"]):
    """Entries, always read through ``visible_to``."""

    def visible_to(self, user: Person) -> Self:
        """Return what the people a user sees have told."""
        ids = visible_people_ids(user)
        return self if ids is None else self.filter(person__in=ids)

    def undecided(self) -> Self:
        """Return those that contradict what was told before, and wait for a decision."""
        return self.filter(state=VisitEntry.State.CONFLICT)


class VisitEntry(models.Model):
    """One thing that a person told of a visit, from a phone that may have had no signal.

    ``said_at`` is when it was noted by the phone's own clock; ``made_at`` is that moment put
    right by ``clock_off``, the seconds by which the phone's clock was ahead of ours when it sent.
    """

    class Kind(models.TextChoices):
        CHECK_IN = "check_in", pgettext_lazy("visit", "Check in")
        REPORT = "report", pgettext_lazy("visit", "Report")
        PHOTO = "photo", pgettext_lazy("visit", "Photo")
        CANCEL = "cancel", pgettext_lazy("visit", "Cancel")

    class State(models.TextChoices):
        APPLIED = "applied", pgettext_lazy("entry", "Applied")
        CONFLICT = "conflict", pgettext_lazy("entry", "To be decided")
        SETTLED = "settled", pgettext_lazy("entry", "Decided")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.UUIDField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    said_at = models.DateTimeField()
    made_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    clock_off = models.IntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.APPLIED)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a visit")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="visit_entry_once")]
        indexes = [
            models.Index(
                fields=["person"], name="visit_entry_undecided", condition=Q(state="conflict")
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.visit_id}"
