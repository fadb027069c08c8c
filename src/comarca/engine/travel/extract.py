"""Roads of an OpenStreetMap extract on this machine, by Valhalla's own programs.

The programs come with the ``pyvalhalla`` package for Python 3.12 and later; they are ordinary
executables, so Python 3.11 runs them too, from wherever the package was put.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from comarca.engine.travel.server import RoadsFailed

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CONFIG = "valhalla.json"
PAIRS = 4_000_000  # of places in one table
PATIENCE = 600.0  # seconds for a table
BUILD_PATIENCE = 6 * 3600.0  # seconds for a whole country's roads
REMEDY = (
    "Valhalla's programs are missing. Put them somewhere with: uv pip install --target FOLDER "
    "--python-version 3.12 --only-binary :all: pyvalhalla, and set COMARCA_VALHALLA=FOLDER."
)


@dataclass(frozen=True)
class Programs:
    """Where the package lies that carries the programs."""

    folder: Path

    def run(self, name: str, *arguments: str | Path, patience: float) -> str:
        """Run a program and return what it prints; ``RoadsFailed`` says why it could not."""
        libraries = self.folder / "pyvalhalla.libs"
        known = os.environ.get("LD_LIBRARY_PATH", "")
        environment = os.environ | {"LD_LIBRARY_PATH": f"{libraries}:{known}".rstrip(":")}
        program = self.folder / "valhalla" / "bin" / name
        try:
            if not os.access(program, os.X_OK):
                program.chmod(0o755)
            ended = subprocess.run(
                [program, *arguments], capture_output=True, text=True, check=False,
                timeout=patience, env=environment,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RoadsFailed(f"{name}: {error}") from None
        if ended.returncode:
            last = (ended.stderr or ended.stdout).strip().splitlines()[-1:] or ["it failed"]
            raise RoadsFailed(f"{name}: {last[0]}")
        return ended.stdout


def programs() -> Programs:
    """Find the programs: in ``COMARCA_VALHALLA``, or beside an installed ``pyvalhalla``."""
    places = [Path(os.environ["COMARCA_VALHALLA"])] if "COMARCA_VALHALLA" in os.environ else []
    spec = find_spec("valhalla")
    if spec is not None and spec.origin:
        places.append(Path(spec.origin).parent.parent)
    for place in places:
        if (place / "valhalla" / "bin" / "valhalla_service").exists():
            return Programs(place)
    raise RoadsFailed(REMEDY)


def load(extract: Path, folder: Path) -> None:
    """Build the roads of ``FILE.osm.pbf`` in a folder; what was there stays until it is done."""
    if not extract.is_file():
        raise RoadsFailed(f"{extract} is no file")
    tools = programs()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".roads-") as draft:
        new = Path(draft) / "roads"
        (new / "tiles").mkdir(parents=True)
        config = _configured(tools, new / "tiles")
        (new / CONFIG).write_text(config, encoding="utf-8")
        tools.run("valhalla_build_tiles", "-c", new / CONFIG, extract, patience=BUILD_PATIENCE)
        if not any((new / "tiles").rglob("*.gph")):
            raise RoadsFailed(f"{extract} holds no roads")
        (new / CONFIG).write_text(_configured(tools, folder / "tiles"), encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        new.rename(folder)


def _configured(tools: Programs, tiles: Path) -> str:
    """Return the package's own settings, with our folder and our table size."""
    script = tools.folder / "valhalla" / "valhalla_build_config.py"
    made = subprocess.run(
        [sys.executable, script, "--mjolnir-tile-dir", tiles.resolve(), "--mjolnir-tile-extract",
         "", "--service-limits-auto-max-matrix-location-pairs", str(PAIRS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        raise RoadsFailed("valhalla_build_config.py failed")
    return made.stdout


def roads(folder: str, lonlat: Floats, rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """Return minutes and km over the roads of a folder; NaN where there is no way."""
    config = Path(folder) / CONFIG
    if not config.exists():
        raise RoadsFailed(f"no roads in {folder}; load them with: comarca roads load FILE.osm.pbf")
    places = [{"lon": float(lon), "lat": float(lat)} for lon, lat in lonlat]
    question = {
        "sources": [places[i] for i in rows], "targets": [places[i] for i in columns],
        "costing": "auto", "units": "kilometers",
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "question.json"
        path.write_text(json.dumps(question), encoding="utf-8")
        said = programs().run(
            "valhalla_service", config, "sources_to_targets", path, patience=PATIENCE
        )
    try:
        cells = json.loads(said)["sources_to_targets"]
        times = [[cell["time"] for cell in row] for row in cells]
        far = [[cell["distance"] for cell in row] for row in cells]
    except (ValueError, KeyError, TypeError):
        raise RoadsFailed("its answer is not a table of travel") from None
    return np.array(times, dtype=np.float64) / 60, np.array(far, dtype=np.float64)
