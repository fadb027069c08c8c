"""One file with everything: the database and the files people sent in."""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from comarca import __version__

DESCRIPTION = "comarca.json"
DATABASES = {"sqlite3": "database.sqlite3", "postgresql": "database.pgdump"}
FOLDERS = ("files", "uploads")  # the second only in backups of versions before the one store


class ArchiveError(Exception):
    """The backup cannot be made or brought back; the sentence says what to do."""


def kind_of(database: Mapping[str, Any]) -> str:
    """Return which database it is: ``sqlite3`` or ``postgresql``."""
    return str(database["ENGINE"]).rpartition(".")[2]


def describe(kind: str) -> dict[str, Any]:
    """Return what the archive says about itself."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"comarca": __version__, "database": kind, "made_at": now}


def pack(target: Path, folder: Path, data: Path, kind: str) -> None:
    """Write the archive beside its target first, so that a half one never bears the name."""
    (folder / DESCRIPTION).write_text(json.dumps(describe(kind)))
    half = target.with_name(target.name + ".part")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as tar:
        for name in (DESCRIPTION, DATABASES[kind]):
            tar.add(folder / name, arcname=name)
        for name in FOLDERS:
            if (data / name).is_dir():
                tar.add(data / name, arcname=name)
    half.replace(target)


def unpack(source: Path, folder: Path, kind: str) -> None:
    """Unpack an archive safely and make sure that it is one of ours, for this database."""
    try:
        with tarfile.open(source) as tar:
            tar.extractall(folder, filter="data")
        told = json.loads((folder / DESCRIPTION).read_text())
    except (tarfile.TarError, OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ArchiveError(f"{source} is no backup of Comarca: {reason}") from error
    if told.get("database") != kind:
        raise ArchiveError(
            f"This backup is of {told.get('database')}, but this installation uses {kind}. "
            "Set DATABASE_URL accordingly."
        )


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite database while others may be using it."""
    if not source.exists():
        raise ArchiveError(f"There is no database at {source}. Run: comarca init")
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def check_sqlite(path: Path) -> None:
    """Make sure that a copied database is whole."""
    try:
        with closing(sqlite3.connect(path)) as copy:
            answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        raise ArchiveError(f"The database in this backup is damaged: {answer}")


def postgres(program: str, database: Mapping[str, Any], *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on our database."""
    found = shutil.which(program)
    if found is None:
        raise ArchiveError(f"{program} is missing. Install PostgreSQL's client programs.")
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    told = {key: str(database[name]) for key, name in names.items() if database.get(name)}
    done = subprocess.run(
        [found, *arguments], env={**os.environ, **told}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ArchiveError(f"{program}: {done.stderr.strip()}")


def replace_folders(folder: Path, data: Path) -> None:
    """Put the archive's files in the place of the present ones."""
    for name in FOLDERS:
        shutil.rmtree(data / name, ignore_errors=True)
        if (folder / name).is_dir():
            shutil.copytree(folder / name, data / name)
