"""Deletes a layer of one's own with all that belongs to it, unless a plan is made of it."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from comarca.base.events import record
from comarca.geography.models import Border, GeoUnit, Layer, PostalCode, UnitMeasure, UnitName


class LayerInUse(Exception):
    """Plans are made of this layer; it cannot be deleted."""


def delete_layer(layer: Layer, actor: Any) -> None:
    """Delete a layer; accounts that lay in its areas are no longer placed.

    Raises ``LayerInUse`` when a plan is made of it; nothing is deleted then.
    """
    with transaction.atomic():
        record(layer, "deleted", actor=actor, before={"name": layer.name, "code": layer.code})
        # The parts first and as sets: Django's collector would read 200,000 rows one by one.
        for model in (Border, PostalCode, UnitName):
            rows = model._default_manager.filter(layer=layer)
            rows._raw_delete(rows.db)
        figures = UnitMeasure.objects.filter(unit__layer=layer)
        figures._raw_delete(figures.db)
        try:
            GeoUnit.objects.filter(layer=layer).delete()
            layer.delete()
        except ProtectedError as error:
            raise LayerInUse from error
