"""Files that came in: what was read, what it did to each row, and whether it was undone."""

from typing import Any, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account, Site
from comarca.base.jobs import Job
from comarca.base.sentences import SentencesField
from comarca.geography.models import GeoUnit
from comarca.imports.external_ids import ExternalId
from comarca.imports.preview.outcome import settled
from comarca.team.models import Person
from comarca.team.visibility import people_within


class ImportQuerySet(models.QuerySet["Import"]):
    """Imports, always read through ``visible_to``."""

    def visible_to(self, user: Person) -> Self:
        """Return the imports that a person may run: operations all, a manager their own."""
        people = people_within(user, "imports.run")
        return self if people is None else self.filter(created_by__in=people)


class Import(models.Model):
    """One file on its way in: uploaded, previewed, applied, perhaps undone.

    While it is being applied or undone part of it is in; cut off there, it says so and goes on.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        PREVIEWED = "previewed", _("Previewed")
        APPLYING = "applying", _("Partly imported")
        APPLIED = "applied", _("Applied")
        UNDOING = "undoing", _("Partly undone")
        UNDONE = "undone", _("Undone")
        FAILED = "failed", _("Failed")

    # "accounts", which have their own way, or the key of any described kind of object
    kind = models.CharField(max_length=20, default="accounts")
    file_name = models.CharField(max_length=255)
    path = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=State.choices, default=State.UPLOADED)
    reading = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)
    summary = SentencesField(default=dict, encoder=DjangoJSONEncoder)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="imports")
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    ACCOUNTS: ClassVar = "accounts"

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_described(self) -> bool:
        """Return whether the file holds objects that are imported by their description alone."""
        return self.kind != self.ACCOUNTS


class ImportRow(models.Model):
    """One row of a file and what it does: new, changed, unchanged, duplicate or error."""

    class Action(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        DUPLICATE = "duplicate", _("Duplicate")
        ERROR = "error", _("Error")
        SKIPPED = "skipped", _("Left out")

    class Choice(models.TextChoices):
        """What a person chose for a probable duplicate."""

        NEW = "new", _("Import as new")
        UPDATE = "update", _("Update that account")
        SKIP = "skip", _("Leave out")

    class Done(models.TextChoices):
        """What the import did with the row."""

        CREATED = "created", _("Created")
        UPDATED = "updated", _("Updated")

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=9, choices=Action.choices)
    account = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="+")
    # Of another kind of object: its key, and the last that had happened to it when it was written.
    object_id = models.BigIntegerField(null=True, blank=True)
    last_event = models.BigIntegerField(null=True, blank=True)
    choice = models.CharField(max_length=6, choices=Choice.choices, blank=True)
    done = models.CharField(max_length=7, choices=Done.choices, blank=True)
    likeness = models.FloatField(null=True, blank=True)
    is_placed = models.BooleanField(default=True)
    # Of an account: where it is and whose, as far as that was found out.
    unit = models.ForeignKey(GeoUnit, models.SET_NULL, null=True, blank=True, related_name="+")
    placed_by = models.CharField(max_length=11, choices=Site.PlacedBy.choices, blank=True)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    twin = models.PositiveIntegerField(null=True, blank=True)  # the earlier row that it repeats
    # What the file says by key of field, and what stood there before in the fields that change.
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    problems = SentencesField(default=list)
    # By key of field, the row of the same file whose object it will be: somebody's manager.
    refers = models.JSONField(default=dict)
    account_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("row of an import")
        indexes = [models.Index(fields=["batch", "action", "number"])]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="row_once_an_import")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"

    @property
    def settled(self) -> dict[str, Any]:
        """Return what the file says together with the place and the owner found for it."""
        return settled(self.values, self.unit_id, self.placed_by, self.owner_id)


class ColumnMapping(models.Model):
    """How the columns of a file with these headers were matched last time."""

    kind = models.CharField(max_length=40, default=Import.ACCOUNTS)
    signature = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("column matching")
        constraints = [
            models.UniqueConstraint(fields=["kind", "signature"], name="matching_once_a_kind")
        ]

    def __str__(self) -> str:
        return self.signature


__all__ = ["ColumnMapping", "ExternalId", "Import", "ImportRow"]
