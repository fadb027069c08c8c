"""Everything about one object in order of time; apps add what is theirs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from comarca.base.events import actions
from comarca.base.events.comments import DELETED, Comment, comments_on
from comarca.base.events.model import Event
from comarca.base.events.wording import FieldChange, describe, noun_of

HIDDEN = {actions.COMMENTED.key, DELETED.key}  # the comment itself stands there


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline: when, by whom, what, and what changed or was said."""

    at: datetime
    title: str
    icon: str = "pencil"
    actor: str = ""
    changes: Sequence[FieldChange] = field(default_factory=tuple)
    text: str = ""
    address: str = ""
    comment: Comment | None = None
    is_day: bool = False


Provider = Callable[[Any, Any, datetime | None, int], Iterable[Entry]]
_providers: dict[str, list[Provider]] = {}
_tell_themselves: set[str] = set()
Cursor = tuple[datetime, int]
MOMENT = timedelta(microseconds=1)  # the finest step of time that the databases keep


def add_to_timeline(model: str, provider: Provider) -> Provider:
    """Add an app's entries to the timeline of a model's objects.

    ``provider(object, reader, before, most)`` returns at most ``most`` entries, the newest first,
    older than ``before`` (None: all). It returns only what the reader may see.
    """
    _providers.setdefault(model, []).append(provider)
    return provider


def tells_itself(model: str) -> None:
    """Leave a model's events out of the account's timeline: its provider shows the objects."""
    _tell_themselves.add(model)


def timeline(
    instance: models.Model, reader: Any, after: Cursor | None = None, most: int = 20
) -> tuple[list[Entry], Cursor | None]:
    """Return the newest entries of an object, and where to go on (None: that was all).

    A cursor is the moment of the last entry shown and how many of exactly that moment were shown:
    whole days share their moment, and none of them may be lost between two pages.
    """
    every = [_events, _comments, *_providers.get(instance._meta.label_lower, ())]
    seen = after[1] if after else 0
    before = after[0] + MOMENT if after else None
    found = [e for part in every for e in part(instance, reader, before, most + 1 + seen)]
    found.sort(key=lambda entry: entry.at, reverse=True)
    shown = found[seen : seen + most]
    if len(found) <= seen + most:
        return shown, None
    last = shown[-1].at
    return shown, (last, sum(entry.at == last for entry in found[: seen + most]))


def _events(instance: models.Model, reader: Any, before: datetime | None, most: int) -> list[Entry]:
    """Return the events of an object; of an account, also those of what belongs to it."""
    label = instance._meta.label_lower
    rows = Event.objects.filter(model=label, object_id=instance.pk)
    if label == "accounts.account":
        rows = Event.objects.filter(account_id=instance.pk).exclude(model__in=_tell_themselves)
    rows = rows.exclude(action__in=HIDDEN).select_related("actor")
    if before is not None:
        rows = rows.filter(at__lt=before)
    events = list(rows.order_by("-at", "-pk")[:most])
    told = describe(events, reader)
    return [
        Entry(
            at=event.at,
            title=event.what if event.model == label else f"{noun_of(event.model)}: {event.what}",
            icon=event.icon,
            actor=str(event.actor) if event.actor else "",
            changes=told[event.pk],
        )
        for event in events
    ]


def _comments(
    instance: models.Model, reader: Any, before: datetime | None, most: int
) -> list[Entry]:
    rows = comments_on(instance)
    if before is not None:
        rows = rows.filter(at__lt=before)
    return [
        Entry(
            at=one.at,
            title="",
            icon="message",
            actor=str(one.author) if one.author else "",
            text=one.text,
            comment=one,
        )
        for one in rows[:most]
    ]
