"""Keeps tiles on disk once they are made, so that a start of the program costs nothing anew."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from django.conf import settings


def place(folder: str, z: int, x: int, y: int) -> Path:
    """Return where a tile of some version is kept."""
    return Path(settings.COMARCA_DATA) / "tiles" / folder / str(z) / str(x) / f"{y}.gz"


def kept(folder: str, z: int, x: int, y: int, make: Callable[[], bytes]) -> bytes:
    """Return a tile, made if it is not there; who makes it at the same time does no harm."""
    path = place(folder, z, x, y)
    if path.exists():
        return path.read_bytes()
    body = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{np.random.default_rng().integers(1 << 60)}")
    draft.write_bytes(body)
    draft.replace(path)
    return body
