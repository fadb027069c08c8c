"""Compiled code that outlived its sources, and how it is dropped."""

import contextlib
import hashlib
from pathlib import Path


def stamp(folder: Path) -> str:
    """Return what tells these sources from others."""
    sources = sorted(folder.glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def forget_stale_code(folder: Path) -> None:
    """Drop compiled code that was made from other sources than those that lie here now.

    Numba judges each file by itself, but compiled functions contain those that they call from
    their neighbours: after a change (an upgrade) the old neighbours would go on working inside.
    """
    now = stamp(folder)
    cache = folder / "__pycache__"
    kept = cache / "sources.sha256"
    with contextlib.suppress(OSError):
        if kept.exists() and kept.read_text() == now:
            return
        for compiled in cache.glob("*.nb[ci]"):
            compiled.unlink(missing_ok=True)
        cache.mkdir(exist_ok=True)
        kept.write_text(now)
