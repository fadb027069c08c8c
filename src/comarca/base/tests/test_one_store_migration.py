"""Uploads of the version before come into the store, with the date they had."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from comarca.base import files
from comarca.base.files import StoredFile
from comarca.base.files.sweeping import sweep


@pytest.mark.database
def test_uploads_move_with_their_date_and_tiles_are_cut_anew(
    db, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.COMARCA_DATA = tmp_path
    for name in ("uploads/0a1b", "uploads/layers/2c3d.geojson", "tiles/1-x/3/3/3.gz"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    adopt = import_module("comarca.base.migrations.0010_one_store").adopt
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            adopt(apps, connection.schema_editor())
    assert not (tmp_path / "uploads").exists()
    assert not (tmp_path / "tiles").exists()
    assert files.located("/old/uploads/0a1b").read_text() == "uploads/0a1b"
    layer = StoredFile.objects.get(path="2c3d.geojson")
    assert layer.location.read_text() == "uploads/layers/2c3d.geojson"
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep(timezone.now() + timedelta(days=8))["over"] == 1
    assert files.located("2c3d.geojson") is None
    assert StoredFile.objects.get().path == "0a1b"
