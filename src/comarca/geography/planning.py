"""The door to the engine's geometry: the parts of a unit that is too heavy for one person."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from comarca.geography.models import GeoUnit

if TYPE_CHECKING:
    from comarca.engine.subdivision import Subdivision

    Parts = Subdivision


def parts_of(unit: GeoUnit, resolution: int, around: Sequence[GeoUnit]) -> "Parts":
    """Return a unit's hexagons, clipped to its outline, and what they touch."""
    from comarca.engine.subdivision import subdivide

    return subdivide(
        bytes(unit.outline or b""),
        np.zeros((0, 2)),
        np.zeros(0),
        resolution,
        [bytes(other.outline or b"") for other in around],
    )
