"""Where the object of an event is shown, and whether a reader may see it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from comarca.base.events.model import Event
from comarca.base.events.wording import model_of
from comarca.base.objects.registry import type_of

_pages: dict[str, str] = {}


def page(model: str, url_name: str) -> None:
    """Name the page (by its URL's name and the object's id) that shows a model's objects."""
    _pages[model] = url_name


def address_of(event: Event) -> str:
    """Return the page of an event's object; nothing where it has none."""
    if event.model in _pages:
        return reverse(_pages[event.model], args=[event.object_id])
    object_type = type_of(event.model)
    return object_type.url("detail", event.object_id) if object_type else ""


def readable(events: Iterable[Event], reader: Any) -> set[int]:
    """Return which events (by id) are about objects that a reader may see; a query a model."""
    by_model: dict[str, dict[int, list[int]]] = {}
    for event in events:
        by_model.setdefault(event.model, {}).setdefault(event.object_id, []).append(event.pk)
    found: set[int] = set()
    for label, objects in by_model.items():
        manager = getattr(model_of(label), "_default_manager", None)
        if manager is not None and hasattr(manager, "visible_to"):
            rows = manager.visible_to(reader).filter(pk__in=objects)
            for pk in rows.values_list("pk", flat=True):
                found.update(objects[pk])
    return found
