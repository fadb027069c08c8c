"""What can happen: every action an event may tell, with its words in both languages."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

_ACTIONS: dict[str, "Action"] = {}


class UnknownAction(LookupError):
    """Code records an action that no app has registered."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can happen to an object; its label stands after the object's name."""

    key: str
    label: str | Promise
    icon: str = "pencil"


def register(key: str, label: str | Promise, icon: str = "pencil") -> Action:
    """Make an action known (in an app's ``events.py``) and return it."""
    _ACTIONS[key] = Action(key, label, icon)
    return _ACTIONS[key]


def find(key: str) -> Action:
    """Return an action.

    Raises ``UnknownAction`` where nobody has registered it.
    """
    try:
        return _ACTIONS[key]
    except KeyError:
        raise UnknownAction(key) from None


def label_of(key: str) -> str:
    """Return an action in words; one that is no longer known by its key."""
    return str(_ACTIONS[key].label) if key in _ACTIONS else key


def icon_of(key: str) -> str:
    """Return an action's icon."""
    return _ACTIONS[key].icon if key in _ACTIONS else "pencil"


def every() -> list[Action]:
    """Return every action, by its words."""
    return sorted(_ACTIONS.values(), key=lambda action: str(action.label))


CREATED = register("created", pgettext_lazy("event", "Created"), "plus")
CHANGED = register("changed", pgettext_lazy("event", "Changed"))
DELETED = register("deleted", pgettext_lazy("event", "Deleted"), "trash")
ARCHIVED = register("archived", pgettext_lazy("event", "Archived"), "archive")
EXPORTED = register("exported", pgettext_lazy("event", "Exported"), "download")
RESTORED = register("restored", pgettext_lazy("event", "Restored"), "refresh")
COMMENTED = register("commented", pgettext_lazy("event", "Commented"), "pencil")
SET_UP = register("set_up", pgettext_lazy("event", "Set up"), "building-store")
