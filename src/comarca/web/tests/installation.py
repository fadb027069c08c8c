"""A real installation of its own for tests: a folder, a database, processes."""

import json
import os
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile

SOURCES = Path(__file__).resolve().parents[3]
LONGEST = 60.0


def wait_for(condition: Callable[[], object], what: str) -> object:
    """Wait until a condition holds; fail with what was waited for."""
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for: {what}")


class Installation:
    """One folder with its database, and the processes that work in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "PORT", "HOST"}}
        self.environment = {**kept, "COMARCA_DATA": str(folder), "PYTHONPATH": str(SOURCES)}

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run ``comarca`` to its end."""
        command = [sys.executable, "-m", "comarca.web.cli", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )

    def prepare(self, option: str = "--no-geography") -> None:
        """Prepare it, beginning with a migrated copy where there is one."""
        template = os.environ.get("COMARCA_TEST_TEMPLATE", "")
        if template.endswith(".sqlite3"):
            self.folder.mkdir(exist_ok=True)
            copyfile(template, self.folder / "db.sqlite3")
        done = self.run("init", option)
        assert done.returncode == 0, done.stderr

    def python(self, code: str) -> str:
        """Run a few lines inside the installation and return what they print."""
        start = "from comarca.web.cli import main, start_application\nstart_application()\n"
        return subprocess.run(
            [sys.executable, "-c", start + code],
            env=self.environment, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    @contextmanager
    def process(self, *command: str) -> "Iterator[subprocess.Popen[bytes]]":
        """Keep a process running meanwhile."""
        log = (self.folder / "log.txt").open("ab")
        process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            log.close()

    def row(self, sql: str) -> tuple[object, ...]:
        """Read one row of the database; empty while there is none or it is locked."""
        try:
            with closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=5)) as db:
                return db.execute(sql).fetchone() or ()
        except sqlite3.OperationalError:
            return ()


def answer_of(port: int, path: str = "/health/") -> dict[str, object]:
    """Return what a server answers as JSON; empty while it is not up."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
            return json.load(response)
    except (urllib.error.URLError, OSError):
        return {}
