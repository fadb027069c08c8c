"""Files that are made from other data, such as map tiles: kept so as not to be made again.

They have no row each: a map asks for dozens at once, and their address says all there is to know. A
*shelf* is what they are of (the areas of one layer), an *edition* its state; what depends on who
asks never stands here. Whoever hands them out has checked first that the reader may see the shelf's
object. The night deletes shelves that nobody claims, editions but the present one, and the oldest
files beyond what all of them may take.
"""

import re
import secrets
import shutil
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path

from django.conf import settings

from comarca.base.files import disk
from comarca.base.files.limits import MB
from comarca.base.jobs import Job

FOLDER = "derived"
PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# Between two nights the whole is measured again after so many new files of a process.
MEASURED_EVERY = 2000
SWEEP = "files.sweep"
_written = count(1)
# What apps still need: each returns shelves with their present editions.
claims: list[Callable[[], dict[str, str]]] = []


def place(shelf: str, edition: str, name: str) -> Path:
    """Return where a file stands. Raises ``ValueError`` for names that would lead elsewhere.

    ``name`` may have folders: ``7/62/48.gz``.
    """
    parts = [shelf, edition, *name.split("/")]
    if not all(PART.fullmatch(part) for part in parts):
        raise ValueError(f"No name of a derived file: {shelf}/{edition}/{name}")
    return disk.folder() / FOLDER / Path(*parts)


def kept(shelf: str, edition: str, name: str, make: Callable[[], bytes]) -> bytes:
    """Return a file, made if it is not there; who makes it at the same time does no harm."""
    path = place(shelf, edition, name)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        body = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    draft.write_bytes(body)
    draft.replace(path)
    if next(_written) % MEASURED_EVERY == 0:
        Job.ask(SWEEP, {})  # measuring all of them is no work for whoever waits for a page
    return body


def clear() -> int:
    """Delete shelves and editions that no app claims; return how many editions went."""
    present = {shelf: edition for claim in claims for shelf, edition in claim().items()}
    gone = 0
    for shelf in _folders(disk.folder() / FOLDER):
        for edition in _folders(shelf):
            if edition.name != present.get(shelf.name):
                shutil.rmtree(edition, ignore_errors=True)
                gone += 1
        if shelf.name not in present:
            shutil.rmtree(shelf, ignore_errors=True)
    return gone


def trim() -> int:
    """Delete the oldest files until all together take what they may; return how many went."""
    files = [path for path in (disk.folder() / FOLDER).rglob("*") if path.is_file()]
    known = sorted(((path.stat(), path) for path in files), key=lambda one: -one[0].st_mtime)
    left, gone = settings.COMARCA_DERIVED_MB * MB, 0
    for stat, path in known:
        left -= stat.st_blocks * 512 or stat.st_size
        if left < 0:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _folders(path: Path) -> Iterable[Path]:
    return [one for one in path.iterdir() if one.is_dir()] if path.is_dir() else []
