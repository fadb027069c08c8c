"""Cuts the tiles that everybody looks at first before anybody looks, a little at a time."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Exists, OuterRef

from comarca.base.files.derived import place
from comarca.geography.models import GeoUnit, Layer
from comarca.geography.tiles import base_tile, ground, name_of, to_tile, unit_tile, units_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

DEEPEST = 7
Tile = tuple[int, int, int]


def waiting(layer: Layer) -> Iterator[tuple[str, Tile]]:
    """Yield what is not cut yet of a layer and its ground, the whole country first."""
    places = np.array(list(layer.units.order_by("pk").values_list("lon", "lat")), np.float64)
    if not len(places):
        return
    folders = (("units", units_of(layer)), ("base", ground()))
    for z in range(3, DEEPEST + 1):
        xy = np.unique(to_tile(places, z, 0, 0) // 4096, axis=0)
        for x, y in xy.tolist():
            for kind, folder in folders:
                if not place(*folder, name_of(z, x, y)).exists():
                    yield kind, (z, x, y)


def in_use() -> "QuerySet[Layer]":
    """Return the layers that hold accounts: the others are looked at by nobody yet."""
    units = GeoUnit.objects.filter(layer=OuterRef("pk"), sites__isnull=False)
    return Layer.objects.filter(Exists(units), is_ready=True).order_by("pk")


def warm(layers: Iterable[Layer], seconds: float, gives_way: Callable[[], bool] = bool) -> int:
    """Cut tiles of some layers for some seconds; return how many were cut.

    It ends earlier when, between two of them, ``gives_way`` says so.
    """
    end, done = time.monotonic() + seconds, 0
    for layer in layers:
        for kind, (z, x, y) in waiting(layer):
            if time.monotonic() > end or (done and gives_way()):
                return done
            base_tile(z, x, y) if kind == "base" else unit_tile(layer, z, x, y)
            done += 1
    return done
