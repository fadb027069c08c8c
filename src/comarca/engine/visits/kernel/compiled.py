"""How the search is compiled: without counting references, which took half of its time.

Numba counts, with locked instructions, how many hold each array that a function is handed; here
all arrays are made before the search begins and outlive it. In turn nothing compiled so may make
an array.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])
UNCOUNTED: dict[str, Any] = {"cache": True, "_nrt": False}


def compiled(function: Function) -> Function:
    """Have a function compiled when it is first called, and kept for the next process."""
    return cast("Function", njit(**UNCOUNTED)(function))
