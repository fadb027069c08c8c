"""What needs somebody's attention: each app adds its kind of warning to the home page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest

from comarca.ui.registry import Registry, permits


class Level(StrEnum):
    """How urgent it is."""

    PROBLEM = "problem"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at: a sentence that says how many of what, and where to see to it."""

    text: str
    address: str
    level: Level = Level.WARNING
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An app's question: what of mine needs attention by the person who asks?"""

    key: str
    find: Callable[[HttpRequest], Iterable[Attention]]
    order: int = 50
    action: str = ""


sources: Registry[Source] = Registry()
register = sources.register


def attention_for(request: HttpRequest) -> list[Attention]:
    """Return what needs this person's attention, problems first."""
    found: list[Any] = []
    for source in sources:
        if permits(request.user, source.action):
            found += source.find(request)
    return sorted(found, key=lambda item: list(Level).index(item.level))
