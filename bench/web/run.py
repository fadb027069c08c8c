"""Load test of the whole: ``make bench-web`` (or ``run.py --accounts 10000 --seconds 60``).

Fills SQLite and PostgreSQL, serves each as users do, sends 25 requests a second with a fifth of
them writing, and writes the table of ``docs/performance.md``.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bench" / "app"), str(ROOT / "scripts")]
from find_postgres import postgres  # noqa: E402
from measure import machine  # noqa: E402
from running import COMARCA, free_port  # noqa: E402

LOCUST = [ROOT / ".venv-bench-web" / "bin" / "python", "-m", "locust"]
REPORT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench/web begins -->", "<!-- bench/web ends -->"
# As its manual advises in earnest: a part of the memory; nothing that was said to be saved is lost.
POSTGRES = ("shared_buffers=2GB", "max_connections=60", "listen_addresses=", "timezone=UTC")
AIM = 300  # ms at the 95th percentile


def say(text: str) -> None:
    """Print a step at once."""
    print(f"» {text}", flush=True)


@contextmanager
def served(settings: dict[str, str], program: str | Path = COMARCA) -> Iterator[str]:
    """Serve a database, by another version's program if one is given, until the block ends."""
    port = free_port()
    env = {**settings, "PORT": str(port)}
    process = subprocess.Popen([program, "serve", "--port", str(port)], env=env,
                               stdout=subprocess.DEVNULL)  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        for _try in range(600):
            try:
                urllib.request.urlopen(f"{url}/health/", timeout=2)  # noqa: S310
                break
            except OSError:
                time.sleep(0.1)
        else:
            sys.exit("✗ The server does not answer. Remedy: see what it said above.")
        yield url
    finally:
        process.terminate()
        process.wait(30)


def load(url: str, data: Path, seconds: int, users: int) -> list[dict[str, str]]:
    """Send the load: first a tenth of the time unmeasured, to warm up."""
    env = {**os.environ, "COMARCA_SESSIONS": str(data / "sessions.json")}
    command = [*LOCUST, "-f", ROOT / "bench" / "web" / "load.py", "--headless", "--host", url,
               "--users", str(users), "--spawn-rate", str(max(users // 5, 1)),
               "--only-summary"]  # fmt: skip
    subprocess.run([*command, "--run-time", f"{max(seconds // 10, 10)}s"], env=env, check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    subprocess.run(
        [*command, "--run-time", f"{seconds}s", "--csv", data / "load"], env=env, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with (data / "load_stats.csv").open() as file:
        return list(csv.DictReader(file))


def table(rows: list[dict[str, str]]) -> list[str]:
    """Return the figures as lines of a table; the whole comes last."""
    lines = [
        "| Request | Number | Errors | Median ms | 95 % ms | Slowest ms |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        name = row["Name"] if row["Name"] != "Aggregated" else "**all**"
        figures = [row["Request Count"], row["Failure Count"], row["50%"], row["95%"], row["100%"]]
        lines.append(f"| {name} | {' | '.join(figures)} |")
    return lines


def measure(name: str, url: str, folder: Path, options: argparse.Namespace) -> list[str]:
    """Fill one database, load it and return its part of the report."""
    data = folder / name.lower()
    data.mkdir(parents=True, exist_ok=True)
    settings = {**os.environ, "COMARCA_DATA": str(data), "DATABASE_URL": url,
                "DJANGO_SETTINGS_MODULE": "comarca.web.settings"}  # fmt: skip
    if not (data / "sessions.json").exists():
        say(f"{name}: filling")
        sizes = ["--accounts", str(options.accounts), "--activities", str(options.activities)]
        subprocess.run([sys.executable, ROOT / "bench" / "web" / "fill.py", *sizes], env=settings,
                       check=True)  # fmt: skip
    migrate = [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "0"]
    subprocess.run(migrate, env=settings, check=True)  # data that was kept may be of a version ago
    say(f"{name}: {options.users} requests a second for {options.seconds} s")
    with served(settings) as address:
        rows = load(address, data, options.seconds, options.users)
    whole = rows[-1]
    verdict = "met" if int(whole["95%"]) <= AIM and whole["Failure Count"] == "0" else "not met"
    rate = float(whole["Requests/s"])
    return [
        f"#### {name}", "",
        f"{rate:.1f} requests a second; aim of {AIM} ms at 95 % without an error: **{verdict}**.",
        "", *table(rows), "",
    ]  # fmt: skip


def write(parts: list[str], options: argparse.Namespace) -> None:
    """Put the figures between the marks of the report."""
    size = (
        f"{options.accounts:,} accounts, {options.accounts * 3:,} contacts, "
        f"{options.accounts * options.activities:,} activities"
    )
    said = (
        f"Measured on {datetime.now(UTC):%d %B %Y} by `make bench-web`: {size}; "
        f"{options.users} people, one request a second each, a fifth of them writing, for "
        f"{options.seconds} s. Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, which the "
        "load generator shares."
    )
    head = [
        BEGIN,
        "### Under load",
        "",
        said,
        "",
        *(f"- {line}" for line in machine()),
        "",
    ]
    block = "\n".join([*head, *parts, END])
    old = REPORT.read_text()
    if BEGIN not in old:
        old = f"{old.rstrip()}\n\n{BEGIN}{END}\n"
    REPORT.write_text(f"{old.split(BEGIN)[0]}{block}{old.split(END)[-1]}")


def main() -> None:
    """Measure on both databases, or on the one that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--activities", type=int, default=20, help="at each account")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--users", type=int, default=25)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--folder", type=Path, help="keeps the data, and finds them again")
    options = parser.parse_args()
    parts: list[str] = []
    with tempfile.TemporaryDirectory(prefix="comarca-load-") as made:
        folder = options.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        if options.only != "postgresql":
            parts += measure("SQLite", "", folder, options)
        if options.only != "sqlite":
            with postgres(folder, POSTGRES) as url:
                parts += measure("PostgreSQL", url, folder, options)
    write(parts, options)
    say(f"Written: {REPORT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
