"""``comarca backup FILE``: everything in one file, while people go on working."""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

from comarca.web.commands import archive


def add_parser(commands: Any) -> None:
    """Declare the sub-command."""
    parser = commands.add_parser("backup", help="copy everything into one file")
    parser.add_argument("file", type=Path, help="where to write it, such as comarca.tar.gz")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the backup; say where it is and how large."""
    try:
        back_up(options.file)
    except (archive.ArchiveError, OSError) as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    print(f"{options.file} ({options.file.stat().st_size / 1e6:.1f} MB)")
    return 0


def back_up(target: Path) -> None:
    """Copy the database and the files people sent in to one archive."""
    database = settings.DATABASES["default"]
    kind = archive.kind_of(database)
    with tempfile.TemporaryDirectory(dir=settings.COMARCA_DATA) as name:
        copy = Path(name) / archive.DATABASES[kind]
        if kind == "sqlite3":
            archive.copy_sqlite(Path(database["NAME"]), copy)
        else:
            name_of = str(database["NAME"])
            archive.postgres(
                "pg_dump", database, "--format=custom", "--no-owner", f"--file={copy}", name_of
            )
        archive.pack(target, Path(name), settings.COMARCA_DATA, kind)
