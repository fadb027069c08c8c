"""The recorded changes of an object in words, as its reader may see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comarca.base.events import history_of
from comarca.base.events.wording import describe

MOST = 50


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: when, by whom, what was done, and field by field from what to what."""

    at: datetime
    actor: str
    action: str
    fields: list[tuple[str, str, str]]


def changes_of(row: Any, reader: Any, most: int = MOST) -> list[ChangeLine]:
    """Return the newest changes of an object; fields the reader may not see are left out."""
    events = list(history_of(row)[:most])
    fields = describe(events, reader)
    return [
        ChangeLine(
            at=event.at,
            actor=event.actor.name if event.actor else "",
            action=event.what,
            fields=[(one.label, one.before, one.after) for one in fields[event.pk]],
        )
        for event in events
    ]
