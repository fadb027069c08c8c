"""Run the whole suite: on SQLite with the browser journeys, then again on PostgreSQL."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from find_browser import find_browser
from find_postgres import postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PURE = ["src/comarca/engine", "scripts", "frontend"]


def run(title: str, arguments: list[str], **environment: str) -> int:
    """Run pytest once and say how long it took."""
    begun = time.monotonic()
    print(f"» {title}", flush=True)
    code = subprocess.run(
        [BIN / "python", "-m", "pytest", *arguments],
        cwd=ROOT,
        env={"HYPOTHESIS_PROFILE": "steady", **os.environ, **environment},
        check=False,
    ).returncode
    print(f"{'✓' if code == 0 else '✗'} {title}: {time.monotonic() - begun:.0f} s", flush=True)
    return code


def migrated(folder: Path, url: str = "") -> str:
    """Migrate a database once, of which every test process takes a copy; return its name."""
    name = "migrated"
    environment = {"COMARCA_DATA": str(folder / name), "DATABASE_URL": ""}
    if url:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
        environment["DATABASE_URL"] = f"{url.rpartition('/')[0]}/{name}"
    subprocess.run(
        [BIN / "python", "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT, check=True,
        env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )  # fmt: skip
    return name if url else str(folder / name / "db.sqlite3")


def frontend() -> int:
    """Run the front end's own tests."""
    from bootstrap import node_command

    return subprocess.run(
        [*node_command(), "test", "--silent"], cwd=ROOT / "frontend", check=False
    ).returncode


def main() -> int:
    """Return 0 when every part passed; a part that is missing is a failure."""
    browser = find_browser()
    if browser is None:
        print("✗ No Chromium. Remedy: make test (it brings one), or set COMARCA_CHROMIUM.")
        return 1
    extra = sys.argv[1:]
    spread = [] if any(a.startswith("-n") for a in extra) else ["-n", "2", "--dist", "worksteal"]
    codes = [frontend()]
    with tempfile.TemporaryDirectory(prefix="comarca-test-") as folder:
        chromium = {"COMARCA_CHROMIUM": browser}
        sqlite = {
            "COMARCA_DATA": f"{folder}/sqlite", "DATABASE_URL": "", **chromium,
            "COMARCA_TEST_TEMPLATE": migrated(Path(folder)),
        }  # fmt: skip
        codes.append(run("tests on SQLite", [*spread, "-m", "not browser", *extra], **sqlite))
        with postgres(Path(folder)) as url:
            ignored = [f"--ignore={path}" for path in PURE]
            codes.append(
                run(
                    "tests on PostgreSQL",
                    [*spread, "-m", "not browser", "--with-database", *ignored, *extra],
                    COMARCA_DATA=f"{folder}/postgres",
                    DATABASE_URL=url,
                    COMARCA_TEST_TEMPLATE=migrated(Path(folder), url),
                )
            )
        codes.append(run("browser journeys", [*spread, "-m", "browser", *extra], **sqlite))
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
