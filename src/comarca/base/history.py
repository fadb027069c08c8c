"""Who changed what, when, from which value to which."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """One recorded change of one object; written once, never edited."""

    model = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    action = models.CharField(max_length=32)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("change")
        indexes = [models.Index(fields=["model", "object_id", "-at"])]

    def __str__(self) -> str:
        return f"{self.action} {self.model} {self.object_id}"


def record(
    instance: models.Model,
    action: str,
    *,
    actor: Any = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Change:
    """Write down one change of one object and return it."""
    return Change.objects.create(**_values(instance, action, actor, before, after))


def record_many(
    rows: Iterable[tuple[models.Model, Mapping[str, Any], Mapping[str, Any]]],
    action: str,
    *,
    actor: Any = None,
) -> None:
    """Write down many changes ``(object, before, after)`` in one statement a thousand."""
    Change.objects.bulk_create(
        (Change(**_values(obj, action, actor, before, after)) for obj, before, after in rows),
        batch_size=1000,
    )


def history_of(instance: models.Model) -> "models.QuerySet[Change]":
    """Return the changes of one object, newest first."""
    return (
        Change.objects.filter(model=instance._meta.label_lower, object_id=instance.pk)
        .select_related("actor")
        .order_by("-at", "-pk")
    )


def _values(
    instance: models.Model,
    action: str,
    actor: Any,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> dict[str, Any]:
    return {
        "model": instance._meta.label_lower,
        "object_id": instance.pk,
        "action": action,
        "actor": actor if actor is not None and actor.pk else None,
        "before": dict(before or {}),
        "after": dict(after or {}),
    }
