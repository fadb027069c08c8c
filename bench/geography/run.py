"""Measure geography: loading Spain, finding a million points, names, tiles, layers and grids.

``.venv/bin/python bench/geography/run.py [--counties FILE]`` in a throw-away database.
"""

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import numpy as np

ROUNDS = 3


def quiet(share: float, text: str) -> None:
    """Say nothing."""


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long one thing took."""
    begun = time.perf_counter()
    yield
    print(f"| {what} | {time.perf_counter() - begun:.2f} s |", flush=True)


def repeated(what: str, work: Callable[[], object]) -> None:
    """Print the median, least and most of some rounds."""
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    spread = f"{statistics.median(took):.2f} s ({min(took):.2f} to {max(took):.2f}, n = {ROUNDS})"
    print(f"| {what} | {spread} |", flush=True)


def main() -> None:
    """Measure everything once, in a fresh SQLite database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=Path, help="a TopoJSON file of US counties")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"COMARCA_DATA": folder, "DATABASE_URL": ""}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
        django.setup()
        measure(options.counties)


def measure(counties: Path | None) -> None:
    """Print one line for each measurement."""
    import shapely
    from django.core.management import call_command

    from comarca.geography import packs, tiles
    from comarca.geography.gazetteer import Resolver, Said
    from comarca.geography.importing.grid import build_grid
    from comarca.geography.importing.layers import Choice, import_file
    from comarca.geography.locate import UnitIndex

    print(f"Python {platform.python_version()}, Django {django.__version__}, ", end="")
    print(
        f"shapely {shapely.__version__}, {os.cpu_count()} cores\n\n| What | Measured |\n|---|---|"
    )
    call_command("migrate", verbosity=0)
    with timed("Spain into the database"):
        layer = packs.load("es", quiet)
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(-9, 3, 1_000_000), rng.uniform(36, 43.5, 1_000_000)
    index = UnitIndex.for_layer(layer.pk)
    repeated("1,000,000 points to their municipality", lambda: index.find(lon, lat))
    names = Resolver.for_layer(layer.pk)
    written = list(layer.units.values_list("name", "region")) * 13
    repeated(
        f"{len(written):,} names to their municipality",
        lambda: [names.resolve(Said(name, region)) for name, region in written],
    )
    with timed("First tile of Spain (5/15/12)"):
        tiles.unit_tile(layer, 5, 15, 12)
    repeated("The same tile again, from disk", lambda: tiles.unit_tile(layer, 5, 15, 12))
    points = np.column_stack([rng.uniform(-8, 2, 400_000), rng.uniform(37, 43, 400_000)])
    with timed("A grid of 16,205 hexagons over 400,000 points"):
        build_grid(points, 6, "Grid", quiet)
    if counties:
        with timed("US counties from TopoJSON, borders computed"):
            import_file(counties, Choice("Counties", "US", "id", "name"), quiet)


if __name__ == "__main__":
    main()
