"""The store of files: bounded, checked by content, swept."""

import io
import os
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from comarca.base import files
from comarca.base.files import FileRefused, StoredFile, disk, store
from comarca.base.files.sweeping import sweep

PDF = b"%PDF-1.7 something"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.COMARCA_DATA = tmp_path


def zipped(*names: str, first: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, first or b"x")
    return stream.getvalue()


ODS = b"application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "a.exe", "application/pdf"),
        (b"\x89PNG\r\n\x1a\nxx", "a.png", "image/png"),
        (b"\xff\xd8\xff\xe0", "a", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBP", "a", "image/webp"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "a.zip", files.kinds.OFFICE["xl/"]),
        (zipped("word/document.xml"), "a.docx", files.kinds.OFFICE["word/"]),
        (zipped("mimetype", first=ODS), "a.ods", ODS.decode()),
        (zipped("a.txt"), "a.docx", "application/zip"),
        ("á;b\n1;2\n".encode(), "a.CSV", "text/csv"),
        (b"", "empty.txt", "text/plain"),
        (b"<script>alert(1)</script>", "a.html", "text/plain"),
    ],
)
def test_a_file_is_what_is_in_it(db, content, name, kind):
    kept = store([content], name, "attachment")
    assert kept.content_type == kind
    assert kept.location.read_bytes() == content
    assert kept.size == len(content)


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00\x03", b"\x7fELF\x02", b"#!/bin/sh\n", b"PK\x03\x04broken"]
)
def test_programs_and_broken_archives_are_refused_and_leave_nothing(db, content):
    with pytest.raises(FileRefused):
        store([content], "innocent.pdf", "attachment")
    assert not list(disk.folder().iterdir())
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_big_ends_at_the_piece_that_makes_it_so(db, settings):
    settings.COMARCA_FILE_MB = 1
    read = []

    def pieces():
        for n in range(100):
            read.append(n)
            yield b"a" * 300_000

    with pytest.raises(FileRefused, match="1 MB"):
        store(pieces(), "big.txt", "attachment")
    assert len(read) == 4
    assert not list(disk.folder().iterdir())


def test_the_store_as_a_whole_is_bounded(db, settings):
    settings.COMARCA_FILES_MB = 1
    store([b"a" * 900_000], "one.txt", "attachment")
    with pytest.raises(FileRefused, match="no room"):
        store([b"a" * 200_000], "two.txt", "attachment")
    assert StoredFile.objects.count() == 1


@given(st.text(max_size=300))
def test_names_hold_no_folder_and_no_control_character(name):
    safe = disk.safe_name(name)
    assert safe
    assert len(safe) <= disk.LONGEST_NAME
    assert not {"/", "\\", "\x00", "\n"} & set(safe)
    assert safe not in {".", ".."}


def test_the_night_deletes_what_is_over_its_date_and_what_no_row_knows(
    db, django_capture_on_commit_callbacks
):
    now = timezone.now()
    for_ever = store([PDF], "a.pdf", "attachment")
    for_a_day = store([PDF], "b.pdf", "export", keep=timedelta(days=1))
    lost, young = disk.folder() / "lost", disk.folder() / "young"
    for path, age in ((lost, 3 * 86400), (young, 60)):
        path.write_bytes(b"x")
        os.utime(path, (now.timestamp() - age,) * 2)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep(now)["over"] == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep(now + timedelta(hours=25))["over"] == 1
    assert list(StoredFile.objects.all()) == [for_ever]
    left = {path.name for path in disk.folder().iterdir()}
    assert for_ever.path in left
    assert for_a_day.path not in left
    assert "lost" not in left
