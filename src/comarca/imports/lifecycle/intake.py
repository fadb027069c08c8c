"""Takes a file in: keeps it under a name nobody can guess and notes who brought it."""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from comarca.base import files
from comarca.base.events import record
from comarca.base.files import FileRefused, StoredFile
from comarca.base.files.disk import folder as stored_files
from comarca.imports.events import UPLOADED
from comarca.imports.models import Import
from comarca.imports.reading import Limits, UnreadableFile
from comarca.team.models import Person


def folder() -> Path:
    """Return where uploaded files were kept before there was one store for all."""
    path: Path = settings.COMARCA_DATA / "uploads"
    path.mkdir(parents=True, exist_ok=True)
    return path


def take_in(
    name: str, chunks: Iterable[bytes], person: Person | None, kind: str = Import.ACCOUNTS
) -> Import:
    """Store a file and return its import; a file that is too big is refused while it arrives.

    The file is kept as long as the settings say: it holds data on people.
    """
    try:
        kept = files.store(
            _bounded(chunks),
            name,
            StoredFile.Kind.UPLOAD,
            by=person,
            keep=timedelta(days=settings.COMARCA_KEEP_UPLOADS_DAYS),
            largest=sys.maxsize,  # the limits of reading, below, are the ones that count
            any_type=True,
        )
    except FileRefused as refused:
        raise UnreadableFile(str(refused), _("Upload a smaller file.")) from refused
    made = Import.objects.create(
        kind=kind,
        file_name=Path(name).name[:255] or _("file"),
        path=kept.path,
        digest=kept.sha256,
        created_by=person,
    )
    record(made, UPLOADED, actor=person)
    return made


def _bounded(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Hand a file on piece by piece. Raises ``UnreadableFile`` where it is too big, or empty."""
    limits, size = Limits(), 0
    for chunk in chunks:
        size += len(chunk)
        limits.check_size(size)
        yield chunk
    limits.check_size(size)


def path_of(batch: Import) -> Path:
    """Return where the file of an import lies."""
    for path in (stored_files() / batch.path, folder() / batch.path):
        if path.is_file():
            return path
    raise UnreadableFile(_("The file is no longer on this machine."), _("Upload it again."))


def _old_uploads(now: datetime) -> int:
    """Delete the uploads of versions before the store once they are past their date."""
    limit = (now - timedelta(days=settings.COMARCA_KEEP_UPLOADS_DAYS)).timestamp()
    old = [p for p in folder().iterdir() if p.is_file() and p.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


files.sweepers.append(_old_uploads)
