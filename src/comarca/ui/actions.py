"""Actions: buttons that an app puts on a page or list that belongs to an app below it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from comarca.ui.registry import Registry, permits


def _always(request: HttpRequest, target: Any) -> bool:
    """Offer the action whatever the object's state."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it says, where it leads, when it makes sense and who may press it.

    ``action`` is a key of the permissions table. A ``post`` action is sent as a form and may ask
    ``confirm`` first.
    """

    place: str
    name: str
    label: str | Promise
    icon: str
    address: Callable[[Any], str]
    order: int = 50
    action: str = ""
    offered: Callable[[HttpRequest, Any], bool] = _always
    post: bool = False
    primary: bool = False
    confirm: str | Promise = ""

    @property
    def key(self) -> str:
        """Return what tells the action from all others."""
        return f"{self.place}.{self.name}"


actions: Registry[Action] = Registry()
register = actions.register


def actions_of(place: str, request: HttpRequest, target: Any = None) -> list[Action]:
    """Return the actions that a person may take on an object, in their order."""
    return [
        action
        for action in actions
        if action.place == place
        and permits(request.user, action.action)
        and action.offered(request, target)
    ]
