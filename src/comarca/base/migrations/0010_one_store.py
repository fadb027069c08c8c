"""Uploads that lie in folders of their own come into the one store, with the date they had."""

import hashlib
import shutil
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import migrations, transaction

LAYER_DAYS = 7


def adopt(apps, schema_editor):
    """Move the uploads of spreadsheets and layers; tiles are cut anew."""
    data = Path(settings.COMARCA_DATA)
    uploads, files = data / "uploads", data / "files"
    known = apps.get_model("base", "StoredFile").objects.using(schema_editor.connection.alias)
    for folder, days in (
        (uploads / "layers", LAYER_DAYS),
        (uploads, settings.COMARCA_KEEP_UPLOADS_DAYS),
    ):
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.is_file() and not known.filter(path=path.name).exists():
                _move(known, path, files, days)
    # Only once the rows are there for good; who comes back to a failed migration finds the files.
    for emptied in (uploads, data / "tiles"):
        transaction.on_commit(
            partial(shutil.rmtree, emptied, ignore_errors=True), using=known.db
        )


def _move(known, path, files, days):
    """Give a file its row, then its place: one that is moved without a row would be swept."""
    since = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    known.create(
        kind="upload", name=path.name[:200], path=path.name[:64], size=path.stat().st_size,
        content_type="application/octet-stream", sha256=digest,
        keep_until=since + timedelta(days=days),
    )  # fmt: skip
    files.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, files / path.name[:64])


class Migration(migrations.Migration):
    dependencies = [("base", "0009_files")]
    operations = [migrations.RunPython(adopt, migrations.RunPython.noop)]
