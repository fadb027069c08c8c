"""Panels: what an app shows on a page that belongs to an app below it.

The page's owner names the place (``places.register``), draws ``{% panels "account" account %}``,
and knows nothing of who fills it. A lazy panel is fetched after the page; without a script it is
a link to a page of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from comarca.ui.registry import Registry, permits


@dataclass(frozen=True, slots=True)
class Place:
    """A page that can be filled: how to find its object (else 404) and the way back to it."""

    key: str
    find: Callable[[HttpRequest, int], Any]
    address: Callable[[Any], str]
    order: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page.

    ``context`` returns what ``template`` shows, or None if there is nothing to show; it is given
    the request and the page's object (None in places of the frame, such as "login").
    """

    place: str
    name: str
    title: str | Promise
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]
    order: int = 50
    action: str = ""
    lazy: bool = True

    @property
    def key(self) -> str:
        """Return what tells the panel from all others."""
        return f"{self.place}.{self.name}"


places: Registry[Place] = Registry()
panels: Registry[Panel] = Registry()
register = panels.register


def panels_of(place: str, user: Any) -> list[Panel]:
    """Return the panels of a place that a person may see, in their order."""
    return [panel for panel in panels if panel.place == place and permits(user, panel.action)]
