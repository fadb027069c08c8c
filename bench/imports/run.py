"""Measures the preview and the import of 100,000 rows: ``python bench/imports/run.py``.

Works on a database of its own in a temporary folder (or on ``DATABASE_URL``), loads Spain into
it, and prints one JSON object. Meanwhile another process writes a little twenty times a second, as
people do, and says how long it had to wait.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).parent)]


def peak_mb(who: int = resource.RUSAGE_SELF) -> int:
    """Return the most memory this process, or its largest child, has held."""
    return round(resource.getrusage(who).ru_maxrss / 1024)


def prepare() -> None:
    """Set up an empty database with Spain in it."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from comarca.base.organisation import Organisation
    from comarca.geography import packs

    Organisation.objects.get_or_create(pk=1, defaults={"name": "Bench"})
    packs.load("es")


NEIGHBOUR = """
import sys, time
from django import setup
setup()
from comarca.base.organisation import Organisation
waits = []
begun = time.monotonic()
print("ready", flush=True)
import threading
over = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), over.set()), daemon=True).start()
while not over.is_set() and time.monotonic() - begun < 600:
    asked = time.perf_counter()
    Organisation.objects.filter(pk=1).update(name=f"Bench {len(waits)}")
    waits.append(time.perf_counter() - asked)
    over.wait(0.05)
waits.sort()
print(len(waits), waits[int(len(waits) * 0.99)], waits[-1])
"""


@contextmanager
def neighbour(waits: "dict[str, dict[str, float]]", step: str) -> Iterator[None]:
    """Let another process write during a step, and note how long its writes waited."""
    command = [sys.executable, "-c", NEIGHBOUR]
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": path},
    ) as other:  # fmt: skip
        assert other.stdin
        assert other.stdout
        other.stdout.readline()
        yield
        other.stdin.write("\n")
        other.stdin.close()
        count, late, longest = other.stdout.read().split()
    waits[step] = {
        "writes": int(count), "p99_s": round(float(late), 2), "longest_s": round(float(longest), 2)
    }  # fmt: skip


def measure(rows: int, folder: Path) -> dict[str, object]:
    """Import a file, import it again, undo it, and return the seconds of each step."""
    from make_file import make, towns

    from comarca.imports.lifecycle import applying, intake, previewing, undoing
    from comarca.team.models import Person

    path = folder / "accounts.csv"
    make(path, rows, towns())
    person, _made = Person.objects.get_or_create(
        email="bench@example.com", defaults={"name": "Bench", "role": "administrator"}
    )
    took: dict[str, float] = {}
    processor: dict[str, float] = {}
    waits: dict[str, dict[str, float]] = {}

    def timed(name: str, work: object) -> object:
        with neighbour(waits, name):
            begun, worked = time.perf_counter(), time.process_time()
            answer = work()  # type: ignore[operator]
            took[name] = round(time.perf_counter() - begun, 1)
            processor[name] = round(time.process_time() - worked, 1)
        return answer

    batch = intake.take_in(path.name, [path.read_bytes()], person)
    summary = timed("preview", lambda: previewing.prepare(batch))
    timed("import", lambda: applying.apply(batch, person))
    again = intake.take_in(path.name, [path.read_bytes()], person)
    second = timed("preview_again", lambda: previewing.prepare(again))
    memory = peak_mb()
    timed("undo", lambda: undoing.undo(batch, person))
    return {
        "rows": rows,
        "megabytes": round(path.stat().st_size / 1e6, 1),
        "seconds": took,
        "processor_seconds": processor,
        "another_writer": waits,
        "peak_mb": memory,
        "first": summary.as_dict(),  # type: ignore[attr-defined]
        "again": second.as_dict(),  # type: ignore[attr-defined]
    }


def machine() -> dict[str, object]:
    """Return what it was measured on."""
    import django
    from django.db import connection

    return {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "django": django.__version__,
        "database": connection.vendor,
    }


def main() -> None:
    """Measure in a process of its own, so that nothing else counts."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--inside", default="")
    chosen = arguments.parse_args()
    if not chosen.inside:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, "--rows", str(chosen.rows), "--inside", folder]
            subprocess.run(command, check=True, env={**os.environ, "COMARCA_DATA": folder})
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
    prepare()
    print(json.dumps({**measure(chosen.rows, Path(chosen.inside)), **machine()}, indent=1))


if __name__ == "__main__":
    main()
