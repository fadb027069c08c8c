"""Whether others would go, or lose their link, with objects that an import has made."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from comarca.base.events import Event
from comarca.base.objects.registry import type_of
from comarca.imports.models import Import, ImportRow


def are_used(those: Sequence[models.Model], batch: Import) -> bool:
    """Return whether others would go, or lose their link, with any of some objects of a kind.

    Its parts go with it; what is an object of its own kind (a contact's calls) does not. Whoever
    the same file brought goes as well, and loses nothing.
    """
    kind = type(those[0])
    collector = Collector(using=those[0]._state.db or "default")
    try:
        collector.collect(list(those))
    except (ProtectedError, RestrictedError):
        return True
    going: list[tuple[Any, Any]] = [
        (model, {row.pk for row in rows}) for model, rows in collector.data.items()
    ]
    going += [(rows.model, rows.values("pk")) for rows in collector.fast_deletes]
    if any(_are_somebodys(model, keys) for model, keys in going if model is not kind):
        return True
    updates: list[Any] = [rows for both in collector.field_updates.values() for rows in both]
    losing = [other for rows in updates for other in rows]
    alike = {other.pk for other in losing if type(other) is kind}
    if not losing or any(type(other) is not kind for other in losing):
        return bool(losing)
    mine = batch.rows.filter(done=ImportRow.Done.CREATED, object_id__in=alike)
    return mine.count() < len(alike)


def _are_somebodys(model: type[models.Model], keys: Any) -> bool:
    """Return whether somebody made or changed one of these objects of a kind of its own.

    Without an event they came with the object itself: an opportunity's products, its stays.
    """
    if type_of(model) is None:
        return False
    told = Event.objects.filter(model=model._meta.label_lower, object_id__in=keys)
    return told.exists()
