"""One store for files: bounded, checked by content, kept no longer than said, in the backup."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from comarca.base.files import disk
from comarca.base.files.kinds import content_type_of
from comarca.base.files.limits import MB, FileRefused, Quota
from comarca.base.files.models import StoredFile

__all__ = ["FileRefused", "Quota", "StoredFile", "located", "remove", "store"]

UNKNOWN = "application/octet-stream"


def store(
    chunks: Iterable[bytes],
    name: str,
    kind: str,
    *,
    owner: tuple[str, int] = ("", 0),
    by: Any = None,
    keep: timedelta | None = None,
    largest: int | None = None,
    any_type: bool = False,
    ending: str = "",
) -> StoredFile:
    """Keep a file that arrives in pieces and return its row.

    ``owner`` names the object it belongs to: the key of its page and its id. ``keep`` is how long
    it stays (None: until it is deleted). ``any_type`` is for files that are read and checked by
    somebody else and never sent to a browser; ``ending`` is what its reader expects the path to
    end in (``.gpkg``). Raises ``FileRefused`` with a sentence for people
    if it is too big, of a kind that is not kept, or the store is full; nothing is left then.
    """
    written = disk.write(chunks, quota(largest), ending)
    try:
        content_type = UNKNOWN if any_type else content_type_of(written.path, name)
        with transaction.atomic():
            return StoredFile.objects.create(
                kind=kind,
                place=owner[0],
                object_id=owner[1],
                name=disk.safe_name(name),
                size=written.size,
                content_type=content_type,
                sha256=written.sha256,
                path=written.path.name,
                created_by=by if by is not None and by.pk else None,
                keep_until=StoredFile.day_after(keep),
            )
    except BaseException:
        written.path.unlink(missing_ok=True)
        raise


def quota(largest: int | None = None) -> Quota:
    """Return what may still be kept: bytes for one file, and for all together."""
    used = StoredFile.objects.aggregate(used=Sum("size"))["used"] or 0
    return Quota(largest or settings.COMARCA_FILE_MB * MB, settings.COMARCA_FILES_MB * MB - used)


def located(path: str) -> Path | None:
    """Return where the bytes of a file are, None if it is kept no longer.

    ``path`` is the name under which it is kept; of a whole path, the last part counts.
    """
    found = disk.folder() / (Path(path).name or "none")
    return found if found.is_file() else None


def remove(file: StoredFile) -> None:
    """Delete a file; its bytes go once the transaction is committed."""
    path = file.location
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
