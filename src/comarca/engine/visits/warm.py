"""Compile the search before somebody waits for it: ``python -m comarca.engine.visits.warm``.

Numba compiles a function when it is first called, which takes half a minute for all of them, and
keeps the code on disk, each function as soon as it is ready.
"""

import contextlib
import os
import platform
from importlib.metadata import version
from pathlib import Path

from comarca.engine.stale import stamp

KERNEL = Path(__file__).with_name("kernel")
BEHIND_ALL = 10  # added to the niceness: whatever else the machine does comes first


def is_compiled() -> bool:
    """Return whether the search as it lies here was compiled to its end; loads nothing of it."""
    with contextlib.suppress(OSError):
        return _mark().read_text(encoding="utf-8") == _state()
    return False


def compile_search() -> None:
    """Plan a small week and plan it again, so that every compiled function is called once."""
    import numpy as np

    from comarca.engine.visits import Accounts, Options, People, Problem, plan
    from comarca.engine.visits.replan import nights_of, replan

    opens, closes = np.full((1, 2), 480.0), np.full((1, 2), 1020.0)
    home, beds = np.array([0]), np.array([3])
    people = People(home, home, opens, closes, breaks=np.array([[0.0, 0, 720, 780, 30]]),
                    nights=np.array([1]), beds=beds)  # fmt: skip
    drive = np.full((4, 4), 100.0) - 100.0 * np.eye(4)
    week = Problem(drive, drive, np.arange(2), people, Accounts(
        np.array([1, 2, 3]), np.ones(3, np.int64), np.full(3, 60.0),
        required=np.array([True, True, False]), value=np.array([0.0, 0.0, 90.0]),
    ))  # fmt: skip
    steps = Options(steps=100, time_limit=None)
    first = plan(week, steps)
    replan(week, first.visits, options=steps, slept=nights_of(week, first) or ((0, 0, 3),))
    with contextlib.suppress(OSError):
        _mark().write_text(_state(), encoding="utf-8")


def _mark() -> Path:
    """Return the note beside the compiled code that says what all of it was made from."""
    return Path(os.environ.get("NUMBA_CACHE_DIR") or KERNEL / "__pycache__") / "visits.compiled"


def _state() -> str:
    return f"{stamp(KERNEL)} {version('numba')} {platform.python_version()}"


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(BEHIND_ALL)
    compile_search()
