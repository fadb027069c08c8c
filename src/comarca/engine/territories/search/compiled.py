"""How the hot loops are compiled."""

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., object])
_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}


def compiled(function: Loop) -> Loop:
    """Compile a function that allocates nothing.

    Numba counts a reference on every array it takes out of a named tuple, which made up three
    quarters of the time of a sweep. Functions that allocate no array do not need the counting,
    and ``_nrt=False`` leaves it out; those that do allocate use ``njit``. The lock is released,
    so that seeds run side by side in threads.
    """
    built: Loop = njit(**_OPTIONS)(function)
    return built
