"""Takes a file in: keeps it under a name nobody can guess and notes who brought it."""

import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from comarca.base import files
from comarca.base.events import record
from comarca.base.files import FileRefused, StoredFile
from comarca.imports.events import UPLOADED
from comarca.imports.models import Import
from comarca.imports.reading import Limits, UnreadableFile
from comarca.team.models import Person


def take_in(
    name: str, chunks: Iterable[bytes], person: Person | None, kind: str = Import.ACCOUNTS
) -> Import:
    """Store a file and return its import; a file that is too big is refused while it arrives."""
    kept = keep(name, chunks, person, Limits())
    made = Import.objects.create(
        kind=kind,
        file_name=Path(name).name[:255] or _("file"),
        path=kept.path,
        digest=kept.sha256,
        created_by=person,
    )
    record(made, UPLOADED, actor=person)
    return made


def keep(name: str, chunks: Iterable[bytes], person: Person | None, limits: Limits) -> StoredFile:
    """Keep a file as long as the settings say: it holds data on people.

    Raises ``UnreadableFile`` where it is empty or too big, or the store is full.
    """
    try:
        return files.store(
            _bounded(chunks, limits),
            name,
            StoredFile.Kind.UPLOAD,
            by=person,
            keep=timedelta(days=settings.COMARCA_KEEP_UPLOADS_DAYS),
            largest=sys.maxsize,  # the limits of reading are the ones that count
            any_type=True,
        )
    except FileRefused as refused:
        raise UnreadableFile(str(refused), _("Upload a smaller file.")) from refused


def _bounded(chunks: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    """Hand a file on piece by piece. Raises ``UnreadableFile`` where it is too big, or empty."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        limits.check_size(size)
        yield chunk
    limits.check_size(size)


def path_of(batch: Import) -> Path:
    """Return where the file of an import lies."""
    return located(batch.path)


def located(path: str) -> Path:
    """Return where an uploaded file lies. Raises ``UnreadableFile`` once it is deleted."""
    found = files.located(path)
    if found is None:
        raise UnreadableFile(_("The file is no longer on this machine."), _("Upload it again."))
    return found
