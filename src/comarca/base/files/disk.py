"""Files on the disk: under names nobody can guess, never under the names people gave them."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from comarca.base.files.limits import Quota

NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/\\]+")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Written:
    """A file that has just been written."""

    path: Path
    size: int
    sha256: str


def folder() -> Path:
    """Return where all files are."""
    path = Path(settings.COMARCA_DATA) / "files"
    path.mkdir(parents=True, exist_ok=True)
    return path


def write(chunks: Iterable[bytes], quota: Quota, ending: str = "") -> Written:
    """Write a file piece by piece; one that is too big ends at the piece that makes it so."""
    target, digest, size = folder() / f"{secrets.token_hex(16)}{ending}", hashlib.sha256(), 0
    try:
        with target.open("xb") as stream:
            for chunk in chunks:
                size += len(chunk)
                quota.check(size)
                digest.update(chunk)
                stream.write(chunk)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Written(target, size, digest.hexdigest())


def safe_name(name: str) -> str:
    """Return a file's name without folders and control characters; its ending stays.

    >>> safe_name("../../etc/passwd"), safe_name("")
    ('passwd', 'file')
    """
    last = NOT_IN_NAMES.sub("/", name).rstrip("/").rpartition("/")[2].strip(" .")
    if len(last) > LONGEST_NAME:
        ending = Path(last).suffix[:20]
        last = last[: LONGEST_NAME - len(ending)] + ending
    return last or "file"
