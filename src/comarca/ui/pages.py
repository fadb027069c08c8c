"""The pages and actions that can be gone to by their name: the navigation's and the lists'."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.urls import NoReverseMatch

from comarca.base.search import Page, page_sources
from comarca.ui.actions import actions
from comarca.ui.navigation import items
from comarca.ui.registry import permits


def pages(user: Any) -> Iterator[Page]:
    """Yield the main pages and the actions that need no object, as far as a person may."""
    for item in items:
        if permits(user, item.action):
            yield Page(str(item.label), item.entry("")["path"], item.icon)
    request: Any = SimpleNamespace(user=user)
    for action in actions:
        if action.post or not permits(user, action.action):
            continue
        try:
            if action.offered(request, None):
                yield Page(str(action.label), action.address(None), action.icon)
        except (AttributeError, NoReverseMatch):
            continue  # an action on one object: it has no address of its own


page_sources.append(pages)
