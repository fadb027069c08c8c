"""What people keep of lists: their views, their columns, what they selected, and bulk changes."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Saved views, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return a person's own views, their team's and everybody's.

        A team is a manager and those who report to them.
        """
        team = Q(owner=user.manager_id) | Q(owner__manager=user)
        if user.manager_id is not None:
            team |= Q(owner__manager=user.manager_id)
        return self.filter(Q(owner=user) | Q(shared="everybody") | (Q(shared="team") & team))


class SavedView(models.Model):
    """A list as somebody arranged it: filters, order, grouping and columns."""

    class Shared(models.TextChoices):
        ME = "me", _("Only me")
        TEAM = "team", _("My team")
        EVERYBODY = "everybody", _("Everybody")

    object_type = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(blank=True)
    owner = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    shared = models.CharField(
        _("for whom"), max_length=9, choices=Shared.choices, default=Shared.ME
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["object_type", "owner"])]
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "owner", "name"], name="view_name_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ListPreference(models.Model):
    """How one person likes one list: the view it opens with, and the columns."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    object_type = models.CharField(max_length=40)
    view = models.ForeignKey(SavedView, models.SET_NULL, null=True, blank=True, related_name="+")
    columns = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "object_type"], name="one_preference_a_list")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.object_type}"


class Selection(models.Model):
    """Some objects that a person picked: to change them, to see them on the map, or back.

    What it holds is never a licence: it is read together with what the reader may see.
    """

    MOST: ClassVar = 10_000

    object_type = models.CharField(max_length=40)
    owner = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    ids = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("selection")
        indexes = [models.Index(fields=["created_at"])]

    def __str__(self) -> str:
        return f"{len(self.ids)} {self.object_type}"


class BulkEdit(models.Model):
    """One change of many objects at once; it can be undone."""

    class Act(models.TextChoices):
        EDIT = "edit", _("Change a field")
        ARCHIVE = "archive", _("Archive")
        RESTORE = "restore", _("Restore")

    object_type = models.CharField(max_length=40)
    act = models.CharField(max_length=7, choices=Act.choices)
    field = models.CharField(max_length=80, blank=True)
    value = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    ids = models.JSONField(default=list)
    owner = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    job_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("bulk change")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.object_type} {self.field}"


class BulkEditRow(models.Model):
    """What a bulk change did to one object, or why it left it alone."""

    edit = models.ForeignKey(BulkEdit, models.CASCADE, related_name="rows")
    object_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    version = models.PositiveIntegerField(null=True)  # right after the change
    problem = models.CharField(max_length=300, blank=True)
    undone = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edit", "object_id"], name="bulk_row_once")]

    def __str__(self) -> str:
        return self.name
