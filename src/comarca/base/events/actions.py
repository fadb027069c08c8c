"""What can happen: every action an event may tell, with its words in both languages."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


CREATED = register("created", _("Created"), "plus")
CHANGED = register("changed", _("Changed"))
DELETED = register("deleted", _("Deleted"), "trash")
ARCHIVED = register("archived", _("Archived"), "archive")
RESTORED = register("restored", _("Restored"), "refresh")
COMMENTED = register("commented", _("Commented"), "pencil")
SET_UP = register("set_up", _("Set up"), "building-store")
