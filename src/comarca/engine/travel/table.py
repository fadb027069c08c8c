"""A table of travel between places, with what a person should know about it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Notice:
    """Something to tell about a table: a code with parameters, and the places it is about."""

    code: str
    parameters: dict[str, float | str] = field(default_factory=dict)
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """Minutes and kilometres between places, shape ``(L, L)`` each, and where they come from."""

    minutes: Floats
    km: Floats
    source: str
    notices: tuple[Notice, ...] = ()
