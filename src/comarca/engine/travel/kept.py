"""Tables of travel kept between runs, so that only new places are asked of the roads.

Each set of places has a file of its own; a set that mostly overlaps one that is known asks for the
rows and columns of its new places alone. The fitted detour lies beside them.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Ask = Callable[[Ints, Ints], tuple[Floats, Floats]]
"""Rows and columns of the places asked for, to minutes and km of that shape."""

AGE = 30 * 24 * 3600.0  # seconds after which the roads are asked again
DIGITS = 6  # of a degree: a tenth of a metre
OVERLAP = 0.5  # least share of places that must be known to ask only for the others
DETOUR = "detour.json"


def folder_for(kind: str, address: str) -> Path:
    """Return where the tables of a source lie: with the roads themselves, or in the user's cache.

    ``COMARCA_TABLES`` names another folder for those of servers.
    """
    if kind == "roads":
        return Path(address) / "tables"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    root = Path(os.environ.get("COMARCA_TABLES") or cache / "comarca" / "tables")
    return root / hashlib.sha256(f"{kind} {address}".encode()).hexdigest()[:16]


def table(folder: Path, lonlat: Floats, ask: Ask) -> tuple[Floats, Floats]:
    """Return minutes and km between places ``(L, 2)``, asking only for what is not kept."""
    places = np.round(lonlat, DIGITS)
    own = folder / f"{hashlib.sha256(places.tobytes()).hexdigest()[:32]}.npz"
    known = _read(own)
    if known is not None:
        return known[1], known[2]
    every = np.arange(len(places))
    path, where = _nearest(folder, places)
    old = _read(path) if path is not None else None
    if old is None:
        minutes, km = ask(every, every)
    else:
        minutes, km = _extended(old, where, ask)
    _write(own, lonlat=places, minutes=minutes, km=km)
    return minutes, km


def _extended(old: tuple[Floats, Floats, Floats], where: Ints, ask: Ask) -> tuple[Floats, Floats]:
    """Fill in what an old table knows (``where``: its row of each place, or -1), ask the rest."""
    size, have, new = len(where), np.flatnonzero(where >= 0), np.flatnonzero(where < 0)
    minutes, km = np.zeros((size, size)), np.zeros((size, size))
    for table, kept in ((minutes, old[1]), (km, old[2])):
        table[np.ix_(have, have)] = kept[np.ix_(where[have], where[have])]
    if len(new):
        for rows, columns in ((new, np.arange(size)), (have, new)):
            cells = np.ix_(rows, columns)
            minutes[cells], km[cells] = ask(rows, columns)
    return minutes, km


def _nearest(folder: Path, places: Floats) -> tuple[Path | None, Ints]:
    """Return the kept table that knows most of the places, and its row of each (-1: none)."""
    best, found, where = OVERLAP * len(places), None, np.full(len(places), -1)
    for path in folder.glob("*.npz"):
        known = _read(path, only_places=True)
        if known is None:
            continue
        row = {tuple(place): i for i, place in enumerate(known[0].tolist())}
        rows = np.array([row.get(tuple(place), -1) for place in places.tolist()], dtype=np.int64)
        if (rows >= 0).sum() > best:
            best, found, where = float((rows >= 0).sum()), path, rows
    return found, where


def _read(path: Path, only_places: bool = False) -> tuple[Floats, Floats, Floats] | None:
    """Return places, minutes and km of a kept file; None where it is too old or broken."""
    try:
        if time.time() - path.stat().st_mtime > AGE:
            path.unlink(missing_ok=True)
            return None
        with np.load(path, allow_pickle=False) as file:
            places = file["lonlat"]
            if only_places:
                return places, places, places
            minutes, km = file["minutes"], file["km"]
    except (OSError, ValueError, KeyError, BadZipFile):
        return None
    size = len(places)
    return (places, minutes, km) if minutes.shape == km.shape == (size, size) else None


def _write(path: Path, **arrays: Floats) -> None:
    """Write whole or not at all; a folder that cannot be written to only costs time."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            try:
                np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
                file.flush()
                Path(file.name).replace(path)
            finally:
                Path(file.name).unlink(missing_ok=True)


def keep_detour(folder: Path, detour: float, places: int) -> None:
    """Keep the detour that the roads gave, for when they do not answer."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"detour": round(detour, 4), "places": places})
        (folder / DETOUR).write_text(text + "\n", encoding="utf-8")


def known_detour(folder: Path) -> float | None:
    """Return the detour that was kept, if any."""
    try:
        value = float(json.loads((folder / DETOUR).read_text(encoding="utf-8"))["detour"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return value if 1.0 <= value <= 5.0 else None
