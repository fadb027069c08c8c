"""The demo: 12,236 stations, 60 representatives, the mainland and three groups of islands."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.engine.geometry import project
from comarca.engine.subdivision import subdivide
from comarca.engine.territories import Options, Problem
from comarca.engine.territories.graph import graph_of, link_parts

PACK = Path(__file__).resolve().parents[2] / "packs" / "es"
ISLANDS = {"07": 1, "35": 2, "38": 3}
RESOLUTION = 7


@dataclass(frozen=True)
class Spain:
    """The problem, its numbers of territories, and the names of its units."""

    problem: Problem
    k_by_container: tuple[int, ...]
    names: list[str]

    def options(self, **changes: Any) -> Options:
        """Return the demo's options, with changes."""
        given = {"k_by_container": self.k_by_container, "tolerance": {"hours": 0.05}}
        return Options(**{**given, **changes})


@dataclass
class Table:
    """Units and borders while they are read and cut."""

    codes: list[str] = field(default_factory=list)
    lonlat: list[tuple[float, float]] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    edges: list[tuple[str, str]] = field(default_factory=list)
    long: list[float] = field(default_factory=list)

    def cut(self, code: str, outlines: dict[str, bytes], accounts: list[dict[str, str]]) -> None:
        """Put a municipality's cells in its place."""
        mine = [a for a in accounts if a["municipality"] == code]
        around = [
            b if a == code else a for a, b in self.edges if code in {a, b} and {a, b} <= {*outlines}
        ]
        parts = subdivide(
            outlines[code], np.array([[float(a["lon"]), float(a["lat"])] for a in mine]),
            np.array([float(a["hours"]) for a in mine]), RESOLUTION,
            [outlines[other] for other in around],
        )  # fmt: skip
        keep = [i for i, pair in enumerate(self.edges) if code not in pair]
        self.edges = [self.edges[i] for i in keep]
        self.long = [self.long[i] for i in keep]
        at = self.codes.index(code)
        for column in (self.codes, self.lonlat, self.work):
            del column[at]  # type: ignore[attr-defined]
        cells = [f"{code}:{cell}" for cell in parts.cells]
        self.codes += cells
        self.lonlat += [tuple(place) for place in parts.lonlat]
        self.work += parts.weights.tolist()
        self.edges += [(cells[a], cells[b]) for a, b in parts.borders]
        self.edges += [(cells[a], around[b]) for a, b in parts.outer]
        self.long += [*parts.border_km, *parts.outer_km]


def rows(name: str) -> Iterator[dict[str, str]]:
    """Read a table of the pack."""
    path = PACK / name
    data = path.read_bytes()
    text = (gzip.decompress(data) if name.endswith("gz") else data).decode("utf-8")
    yield from csv.DictReader(text.splitlines())


def outlines(codes: list[str]) -> dict[str, bytes]:
    """Return the outlines of the pack as WKB."""
    import shapely

    with np.load(PACK / "outlines.npz") as data:
        coords = np.cumsum(data["moves"], axis=0, dtype=np.int64) * float(data["grid"])
        offsets = tuple(
            np.concatenate([[0], np.cumsum(data[name])]) for name in ("rings", "polygons", "units")
        )
    shapes = shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, coords, offsets)
    return dict(zip(codes, shapely.to_wkb(shapes), strict=True))


def spain(*, homes: bool = True, split: tuple[str, ...] = ("28079",)) -> Spain:
    """Build the problem from the bundled pack, with some municipalities cut into cells."""
    accounts = list(rows("demo/accounts.csv.gz"))
    table = Table()
    hours: dict[str, float] = {}
    for account in accounts:
        code = account["municipality"]
        hours[code] = hours.get(code, 0.0) + float(account["hours"])
    for unit in rows("units.csv.gz"):
        table.codes.append(unit["code"])
        table.lonlat.append((float(unit["lon"]), float(unit["lat"])))
        table.work.append(hours.get(unit["code"], 0.0))
    for border in rows("borders.csv.gz"):
        table.edges.append((border["a"], border["b"]))
        table.long.append(0.0 if border["kind"] == "bridge" else float(border["km"]))
    shapes = outlines(table.codes)
    for code in split:
        table.cut(code, shapes, accounts)
    return _problem(table, homes=homes)


def _problem(table: Table, *, homes: bool) -> Spain:
    place = {code: i for i, code in enumerate(table.codes)}
    people = [row for row in rows("demo/people.csv") if row["role"] == "representative"]
    people.sort(key=lambda row: ISLANDS.get(row["municipality"][:2], 0))
    where = [(float(row["lon"]), float(row["lat"])) for row in people]
    belongs = [ISLANDS.get(row["municipality"][:2], 0) for row in people]
    metres: NDArray[np.float64] = project(np.array(table.lonlat + where))
    n = len(table.codes)
    return Spain(
        Problem(
            xy=metres[:n],
            measures={"hours": np.array(table.work)},
            edges=np.array([(place[a], place[b]) for a, b in table.edges]),
            edge_length=np.array(table.long),
            container=np.array([ISLANDS.get(code[:2], 0) for code in table.codes]),
            homes=metres[n:] if homes else None,
        ),
        tuple(np.bincount(belongs, minlength=4).tolist()),
        table.codes,
    )


def mainland(whole: Spain) -> Spain:
    """Return the mainland alone, in one container, with the people who live there."""
    return only(whole, np.asarray(whole.problem.container) == 0)


def only(whole: Spain, keep: NDArray[np.bool_]) -> Spain:
    """Return some units in one container, with the people of the first container."""
    problem = whole.problem
    place, inside = np.cumsum(keep) - 1, keep[problem.edges].all(axis=1)
    k = whole.k_by_container[0]
    return Spain(
        Problem(
            xy=problem.xy[keep], measures={"hours": problem.measures["hours"][keep]},
            edges=place[problem.edges[inside]], edge_length=problem.edge_length[inside],
            homes=None if problem.homes is None else problem.homes[:k],
        ),
        (k,),
        [name for name, kept in zip(whole.names, keep, strict=True) if kept],
    )  # fmt: skip


def by_region(*, cells: bool) -> Spain:
    """Return the mainland with its regions as containers, the people apportioned by the work.

    Ceuta and Melilla, regions of one unit over the sea, are left out. With ``cells`` the city of
    Madrid is cut into cells, and exclaves are joined to their region by a bridge.
    """
    land = mainland(spain(homes=False, split=("28079",) if cells else ()))
    group = {row["code"]: row["group_code"] for row in rows("units.csv.gz")}
    regions = [group[name.split(":")[0]] for name in land.names]
    names, count = np.unique(regions, return_counts=True)
    large = set(names[count > 1].tolist())
    land = only(land, np.array([region in large for region in regions]))
    regions = [group[name.split(":")[0]] for name in land.names]
    container = np.unique(regions, return_inverse=True)[1].astype(np.int64)
    problem = replace(land.problem, container=container)
    if cells:
        problem = bridged(problem, container)
    return Regions(problem, land.k_by_container, land.names)


def bridged(problem: Problem, container: NDArray[np.int64]) -> Problem:
    """Join the lands of each container by the shortest bridges."""
    assert problem.edges is not None
    assert problem.edge_length is not None
    edges, length = [problem.edges], [problem.edge_length]
    for c in range(int(container.max()) + 1):
        units = np.flatnonzero(container == c)
        place = np.full(len(container), -1)
        place[units] = np.arange(len(units))
        own = (place[problem.edges] >= 0).all(axis=1)
        graph = graph_of(len(units), place[problem.edges[own]], problem.edge_length[own])
        links, _lands = link_parts(problem.xy[units], graph)
        edges.append(units[np.asarray(links, dtype=np.int64).reshape(-1, 2)])
        length.append(np.zeros(len(edges[-1])))
    return replace(problem, edges=np.concatenate(edges), edge_length=np.concatenate(length))


class Regions(Spain):
    """Spain whose numbers of territories follow from the work of each region."""

    def options(self, **changes: Any) -> Options:
        """Return the options without numbers by container: the engine apportions them."""
        return Options(
            **{"k": self.k_by_container[0], "tolerance": {"hours": 0.05}, "prove": False, **changes}
        )


def present() -> Spain:
    """Return the demo with present territories: every unit with the nearest home (generated)."""
    whole = spain()
    problem = whole.problem
    first = np.concatenate([[0], np.cumsum(whole.k_by_container)])
    now = np.zeros(problem.size, dtype=np.int64)
    for c, k in enumerate(whole.k_by_container):
        inside = np.flatnonzero(np.asarray(problem.container) == c)
        homes = problem.homes[first[c] : first[c] + k]
        far = np.linalg.norm(problem.xy[inside][:, None] - homes[None], axis=2)
        now[inside] = first[c] + far.argmin(axis=1)
    return replace(whole, problem=replace(problem, current=now))
