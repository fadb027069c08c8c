"""Uploaded spreadsheets hold data on people: they are kept as long as said, and no longer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comarca.base.files import StoredFile
from comarca.base.files.sweeping import sweep
from comarca.imports.lifecycle import intake
from comarca.imports.reading import UnreadableFile


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.COMARCA_DATA = tmp_path


def test_an_upload_is_deleted_after_its_days_and_its_import_stays(
    db, settings, django_capture_on_commit_callbacks
):
    batch = intake.take_in("clientes.csv", [b"a;b\n1;2\n"], None)
    assert intake.path_of(batch).read_bytes() == b"a;b\n1;2\n"
    later = timezone.now() + timedelta(days=settings.COMARCA_KEEP_UPLOADS_DAYS + 1)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep(later)["over"] == 1
    batch.refresh_from_db()
    with pytest.raises(UnreadableFile):
        intake.path_of(batch)


@pytest.mark.parametrize("content", [b"", b"\xff\xfea\x00;\x00b\x00"])
def test_an_empty_file_is_refused_and_any_encoding_kept(db, content):
    if content:
        assert intake.take_in("clientes.csv", [content], None).digest
    else:
        with pytest.raises(UnreadableFile):
            intake.take_in("clientes.csv", [content], None)
        assert not StoredFile.objects.exists()
