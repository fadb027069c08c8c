"""``comarca restore FILE``: bring a backup back in the place of what is here."""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections

from comarca.base.organisation import Organisation
from comarca.base.workers import Worker, is_present, last_seen
from comarca.web.commands import archive


def add_parser(commands: Any) -> None:
    """Declare the sub-command."""
    parser = commands.add_parser("restore", help="bring a backup back")
    parser.add_argument("file", type=Path, help="a file that comarca backup has written")
    parser.add_argument("--force", action="store_true", help="replace what is here")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Bring the backup back, unless something here would be lost."""
    try:
        if not options.force:
            check_nothing_is_lost()
        restore(options.file)
    except (archive.ArchiveError, OSError) as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    print("Restored. Start it with: comarca serve")
    return 0


def check_nothing_is_lost() -> None:
    """Refuse to replace a company, or a database that is in use; an empty one is fine."""
    try:
        present, company = is_present(last_seen()), Organisation.current()
    except DatabaseError:
        return
    if present:
        raise archive.ArchiveError("Comarca is running here. Stop it first, or add --force.")
    if company is not None:
        raise archive.ArchiveError(f"This would replace {company.name}; --force does it.")


def restore(source: Path) -> None:
    """Replace the database and the files, then bring them to this version's form."""
    database = settings.DATABASES["default"]
    kind = archive.kind_of(database)
    with tempfile.TemporaryDirectory(dir=settings.COMARCA_DATA) as name:
        folder = Path(name)
        archive.unpack(source, folder, kind)
        copy = folder / archive.DATABASES[kind]
        connections.close_all()
        if kind == "sqlite3":
            archive.check_sqlite(copy)
            archive.copy_sqlite(copy, Path(database["NAME"]))
        else:
            target = f"--dbname={database['NAME']}"
            how = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
            archive.postgres("pg_restore", database, *how, target, str(copy))
        archive.replace_folders(folder, settings.COMARCA_DATA)
    call_command("migrate", interactive=False, verbosity=0)
    Worker.objects.all().delete()
