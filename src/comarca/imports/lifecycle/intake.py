"""Takes a file in: keeps it under a name nobody can guess and notes who brought it."""

import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from comarca.base.events import record
from comarca.imports.events import UPLOADED
from comarca.imports.models import Import
from comarca.imports.reading import Limits, UnreadableFile
from comarca.team.models import Person


def folder() -> Path:
    """Return where uploaded files are kept."""
    path: Path = settings.COMARCA_DATA / "uploads"
    path.mkdir(parents=True, exist_ok=True)
    return path


def take_in(name: str, chunks: Iterable[bytes], person: Person | None) -> Import:
    """Store a file and return its import; a file that is too big is refused while it arrives."""
    limits, digest, size = Limits(), hashlib.sha256(), 0
    target = folder() / secrets.token_hex(16)
    try:
        with target.open("wb") as stream:
            for chunk in chunks:
                size += len(chunk)
                limits.check_size(size)
                digest.update(chunk)
                stream.write(chunk)
        limits.check_size(size)
    except UnreadableFile:
        target.unlink(missing_ok=True)
        raise
    made = Import.objects.create(
        file_name=Path(name).name[:255] or _("file"),
        path=target.name,
        digest=digest.hexdigest(),
        created_by=person,
    )
    record(made, UPLOADED, actor=person)
    return made


def path_of(batch: Import) -> Path:
    """Return where the file of an import lies."""
    path = folder() / batch.path
    if not path.exists():
        raise UnreadableFile(_("The file is no longer on this machine."), _("Upload it again."))
    return path
