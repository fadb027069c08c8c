"""Draw twelve maps, from eight people to a thousand: ``make gallery`` writes docs/benchmarks/maps.

Everything comes from the bundled pack: municipalities, their borders and outlines, and the
demo company's generated hours. Sparse companies are drawn from its accounts with a fixed seed.
"""

import argparse
import csv
import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import shapely
from checker import judge
from spain import PACK, Spain, outlines, rows, spain

from comarca.engine.geometry import project
from comarca.engine.territories import Options, Problem, align, colour

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.collections import PolyCollection

TARGET = Path(__file__).resolve().parents[2] / "docs" / "benchmarks" / "maps"
PALETTE = ("#4e79a7", "#f28e2b", "#76b7b2", "#e15759", "#59a14f", "#edc948", "#b07aa1", "#9c755f")
MAINLAND = ("07", "35", "38", "51", "52")


def mainland(weight: Callable[[Spain], np.ndarray] | None = None) -> tuple[Spain, np.ndarray]:
    """Return the mainland alone, and which units of the pack it is."""
    whole = spain(homes=False, split=())
    keep = np.array([code[:2] not in MAINLAND for code in whole.names])
    place = np.cumsum(keep) - 1
    problem = whole.problem
    edges = problem.edges
    inside = keep[edges].all(axis=1)
    work = problem.measures["hours"] if weight is None else weight(whole)
    cut = replace(
        problem, xy=problem.xy[keep], measures={"work": work[keep]}, edges=place[edges[inside]],
        edge_length=problem.edge_length[inside], container=None, homes=None,
    )  # fmt: skip
    names = [name for name, kept in zip(whole.names, keep, strict=True) if kept]
    return Spain(cut, (), names), keep


def accounts(count: int) -> Callable[[Spain], np.ndarray]:
    """Return what scatters some accounts over the places where the demo has them."""

    def scatter(whole: Spain) -> np.ndarray:
        place = {code: i for i, code in enumerate(whole.names)}
        every = [place[row["municipality"]] for row in rows("demo/accounts.csv.gz")]
        drawn = np.random.default_rng(5).choice(every, count)
        return np.bincount(drawn, minlength=len(whole.names)).astype(float)

    return scatter


def area(whole: Spain) -> np.ndarray:
    """Return the surface of each unit: a thousand territories need evenly spread work."""
    text = gzip.decompress((PACK / "units.csv.gz").read_bytes()).decode()
    known = {row["code"]: float(row["area_km2"]) for row in csv.DictReader(text.splitlines())}
    return np.array([known.get(code, 1.0) for code in whole.names])


def hexagons(known: dict[str, bytes]) -> tuple[Spain, list[Any]]:
    """Return the mainland as hexagons (H3) of 36 km², each worth the same, and their outlines.

    A thousand territories need finer units than municipalities, the largest of which would be
    three territories.
    """
    import h3

    land = shapely.union_all([
        shapely.from_wkb(known[code]) for code in known if code[:2] not in MAINLAND
    ])  # fmt: skip
    main = max(shapely.get_parts(land), key=shapely.area)
    cells = sorted(h3.h3shape_to_cells(h3.geo_to_h3shape(main), 6))
    place = {cell: i for i, cell in enumerate(cells)}
    edges = [
        (i, place[other]) for cell, i in place.items()
        for other in h3.grid_ring(cell, 1) if place.get(other, -1) > i
    ]  # fmt: skip
    lonlat = np.array([h3.cell_to_latlng(cell)[::-1] for cell in cells])
    shapes = [
        shapely.MultiPolygon([
            shapely.Polygon([(lon, lat) for lat, lon in h3.cell_to_boundary(cell)])
        ])
        for cell in cells
    ]  # fmt: skip
    problem = Problem(
        xy=project(lonlat), measures={"work": np.ones(len(cells))}, edges=np.array(edges)
    )
    return Spain(problem, (), cells), shapes


MAPS: tuple[tuple[str, str, Any, dict[str, Any]], ...] = (
    ("08-sparse-300", "8 people, 300 accounts, ±10 %", accounts(300), {"k": 8, "tol": 0.10}),
    ("08-sparse-1500", "8 people, 1,500 accounts, ±5 %", accounts(1500), {"k": 8}),
    ("08-sparse-fair", "8 people, 1,500 accounts, fairest", accounts(1500),
     {"k": 8, "balance": 0.3}),
    ("12-sparse-1500", "12 people, 1,500 accounts, ±5 %", accounts(1500), {"k": 12}),
    ("15-sparse-1500", "15 people, 1,500 accounts, ±5 %", accounts(1500), {"k": 15}),
    ("30-sparse-1500", "30 people, 1,500 accounts, ±5 %", accounts(1500), {"k": 30}),
    ("30-sparse-tight", "30 people, 5,000 accounts, ±3 %", accounts(5000), {"k": 30, "tol": 0.03}),
    ("25-area", "25 territories of equal area, ±3 %", area, {"k": 25, "tol": 0.03}),
    ("50-area", "50 territories of equal area, ±5 %", area, {"k": 50}),
    ("100-area", "100 territories of equal area, ±5 %", area, {"k": 100}),
    ("300-area", "300 territories of equal area, ±12 %", area, {"k": 300, "tol": 0.12}),
    ("1000-hexagons", "1,000 territories of hexagons, ±10 %", None, {"k": 1000, "tol": 0.10}),
)  # fmt: skip


def draw(
    name: str, title: str, shapes: list[Any], territory: np.ndarray, shades: np.ndarray
) -> None:
    """Draw one map as a picture."""
    figure, axes = plt.subplots(figsize=(7, 5.6), dpi=110)
    rings, colours = [], []
    for shape, t in zip(shapes, territory, strict=True):
        for part in shapely.get_parts(shape):
            rings.append(shapely.get_coordinates(part.exterior))
            colours.append(PALETTE[shades[t] % len(PALETTE)])
    axes.add_collection(PolyCollection(rings, facecolors=colours, edgecolors=colours, lw=0.3))
    for t in range(int(territory.max()) + 1):
        whole = shapely.union_all([shapes[u] for u in np.flatnonzero(territory == t)])
        for part in shapely.get_parts(whole):
            axes.plot(*shapely.get_coordinates(part.exterior).T, color="white", lw=0.7)
    axes.autoscale_view()
    axes.set_aspect(1.3)
    axes.axis("off")
    axes.set_title(title, fontsize=10)
    figure.savefig(TARGET / f"{name}.png", bbox_inches="tight")
    plt.close(figure)


def main() -> None:
    """Draw every map, or those named, and print what the independent checker says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, title, weight, wish in MAPS:
        if given.names and name not in given.names:
            continue
        known = outlines([row["code"] for row in rows("units.csv.gz")])
        if weight is None:
            land, shapes = hexagons(known)
        else:
            land, _ = mainland(weight)
            shapes = [shapely.simplify(shapely.from_wkb(known[code]), 0.004) for code in land.names]
        options = Options(
            k=wish["k"], tolerance={"work": wish.get("tol", 0.05)},
            balance=wish.get("balance", 1.0), prove=False,
        )  # fmt: skip
        found = align(land.problem, options)
        seen = judge(land.problem, options, found.territory, found.container)
        shades = colour(found.territory, land.problem.edges, wish["k"])
        draw(name, title, shapes, np.asarray(found.territory), shades)
        print(
            f"| ![{title}](maps/{name}.png) | {title} | {seen.km:.1f} km | {seen.cut} | "
            f"{100 * seen.worst:.1f} % | {', '.join(seen.problems) or 'valid'} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
