"""Results kept line by line, so that a run that was cut short goes on where it stopped."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import comarca.engine.visits

SOURCES = Path(comarca.engine.visits.__file__).parent
Key = tuple[str, str, str, float, int]  # what, instance, solver, seconds, seed


def stamp() -> str:
    """Return what the search is made of; another search begins another run."""
    names = ["search.py", "build.py", "spacing.py", "model.py", "kernel/*.py"]
    paths = sorted(path for name in names for path in SOURCES.glob(name))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


class Ledger:
    """A file of measurements; without a path they last as long as the program."""

    def __init__(self, path: Path | None) -> None:
        self.path, self.ours = path, stamp()
        self.kept: dict[tuple[str, ...], dict[str, float]] = {}
        if path is not None and path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                self.kept[tuple(row["key"])] = row["found"]

    def once(self, key: Key, measure: Callable[[], dict[str, float]]) -> dict[str, float]:
        """Return the measurement of ``key``, measured now unless it is known."""
        of = self.ours if key[2] == "Comarca" else ""
        full = (*map(str, key), of)
        if full not in self.kept:
            self.kept[full] = measure()
            if self.path is not None:
                with self.path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"key": full, "found": self.kept[full]}) + "\n")
        return self.kept[full]
