"""The one stream of what happened: who did what to which object, from which value to which."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.base.events import actions

LABEL = 200
Listener = Callable[["Event"], None]
ManyListener = Callable[[str, list[int]], None]
_listeners: list[Listener] = []
_listeners_of_many: list[ManyListener] = []


class Event(models.Model):
    """One thing that happened to one object; written once, never edited.

    The object is named by model, id and label, so that the event outlives it; ``account_id``
    is the account whose timeline it belongs on.
    """

    model = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=LABEL, blank=True)
    action = models.CharField(max_length=32)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    account_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("event")
        indexes = [
            models.Index(fields=["model", "object_id", "-at"], name="event_of_object"),
            models.Index(
                fields=["account_id", "-at"],
                name="event_of_account",
                condition=models.Q(account_id__isnull=False),
            ),
            models.Index(fields=["-at", "-id"], name="event_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.model} {self.object_id}"

    @property
    def what(self) -> str:
        """Return the action in words."""
        return actions.label_of(self.action)

    @property
    def icon(self) -> str:
        """Return the action's icon."""
        return actions.icon_of(self.action)


def record(
    instance: models.Model,
    action: str | actions.Action,
    *,
    actor: Any = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    **data: Any,
) -> Event:
    """Write down one thing that happened, tell whoever listens, and return it.

    Raises ``UnknownAction`` for an action that no app has registered.
    """
    event = Event.objects.create(**_values(instance, action, actor, before, after), data=data)
    for listener in _listeners:
        listener(event)
    return event


def record_many(
    rows: Iterable[tuple[models.Model, Mapping[str, Any], Mapping[str, Any]]],
    action: str | actions.Action,
    *,
    actor: Any = None,
) -> None:
    """Write down many changes ``(object, before, after)`` in one statement a thousand.

    Nobody is notified of each: record one event of the whole beside them.
    """
    events = Event.objects.bulk_create(
        (Event(**_values(obj, action, actor, before, after)) for obj, before, after in rows),
        batch_size=1000,
    )
    ids: dict[str, list[int]] = {}
    for event in events:
        ids.setdefault(event.model, []).append(event.object_id)
    for model, changed in ids.items():
        for listener in _listeners_of_many:
            listener(model, changed)


def listen(listener: Listener) -> Listener:
    """Have a function told of each event that is recorded alone."""
    _listeners.append(listener)
    return listener


def listen_many(listener: ManyListener) -> ManyListener:
    """Have a function told, once a model, of the ids whose events are recorded together."""
    _listeners_of_many.append(listener)
    return listener


def history_of(instance: models.Model) -> "models.QuerySet[Event]":
    """Return the events of one object, newest first."""
    return (
        Event.objects.filter(model=instance._meta.label_lower, object_id=instance.pk)
        .select_related("actor")
        .order_by("-at", "-pk")
    )


def account_of(instance: models.Model) -> int | None:
    """Return the account whose timeline an object's events belong on."""
    if instance._meta.label_lower == "accounts.account":
        return int(instance.pk)
    found = getattr(instance, "account_id", None)
    return found if isinstance(found, int) else None


def _values(
    instance: models.Model,
    action: str | actions.Action,
    actor: Any,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> dict[str, Any]:
    key = action.key if isinstance(action, actions.Action) else actions.find(action).key
    return {
        "model": instance._meta.label_lower,
        "object_id": instance.pk,
        "label": str(instance)[:LABEL],
        "action": key,
        "actor": actor if actor is not None and actor.pk else None,
        "account_id": account_of(instance),
        "before": dict(before or {}),
        "after": dict(after or {}),
    }
