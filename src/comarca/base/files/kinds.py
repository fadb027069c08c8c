"""What a file is, by its first bytes; what its name says is not believed."""

import zipfile
from pathlib import Path

from django.utils.translation import gettext as _

from comarca.base.files.limits import FileRefused

HEAD = 4096
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def content_type_of(path: Path, name: str) -> str:
    """Return the type of a file: documents, pictures, spreadsheets, text and zip archives.

    Raises ``FileRefused`` for everything else, such as programs.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    found = next((kind for signature, kind in SIGNATURES if head.startswith(signature)), "")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        found = "image/webp"
    elif head.startswith(b"PK\x03\x04"):
        found = _of_zip(path)
    if not found and _is_text(head):
        found = "text/csv" if name.lower().endswith(".csv") else "text/plain"
    if not found:
        text = _("Files like “{name}” are not kept. PDF, pictures, office files and text are.")
        raise FileRefused(text.format(name=name[:80]))
    return found


def _of_zip(path: Path) -> str:
    """Return which kind of archive this is: an office file by what it holds, else plain."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()[:200]
            if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size < 100:
                kind = archive.read("mimetype")
                return kind.decode("ascii") if kind.startswith(OPEN_DOCUMENT) else "application/zip"
    except (zipfile.BadZipFile, OSError, UnicodeDecodeError):
        return ""
    return next(
        (kind for start, kind in OFFICE.items() if any(n.startswith(start) for n in names)),
        "application/zip",
    )


def _is_text(head: bytes) -> bool:
    """Return whether the first bytes are text: UTF-8 or Latin, without control characters."""
    if not head:
        return True
    control = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    return b"\x00" not in head and control == 0 and not head.startswith((b"#!", b"MZ"))
