"""Turn the files and flags of ``comarca align`` into a problem and options."""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from comarca.engine.geometry import project
from comarca.engine.neighbours import neighbours
from comarca.engine.tables import BadInput, Table, index_of, read
from comarca.engine.territories.apportion import apportion
from comarca.engine.territories.problem import Distance, Ints, Options, Problem
from comarca.engine.territories.validate import check_units

Floats = NDArray[np.float64]
NO_MEASURE = "(units)"


@dataclass(frozen=True)
class Case:
    """A problem with the names its rows and territories have in the files."""

    problem: Problem
    options: Options
    units: list[str]
    names: list[str]


def case_from(flags: argparse.Namespace) -> Case:
    """Read every file the flags name and pose the problem."""
    table = read(flags.units, ["unit", "x", "y"])
    units = table.text("unit")
    if not units:
        raise BadInput(f"{flags.units}: there is no unit in it.")
    places = _places(table, units)
    homes = read(flags.centres, ["x", "y"]) if flags.centres else None
    xy, home_xy = _metres(table, homes, lonlat=flags.lonlat)
    if flags.neighbours and flags.borders:
        raise BadInput("--neighbours is for units without --borders.")
    edges, length = neighbours(xy) if flags.neighbours else _borders(flags.borders, places)
    container, of_home = _containers(flags, table, homes)
    problem = Problem(
        xy=xy, measures=_measures(flags, table), edges=edges, edge_length=length,
        container=container, capacity=table.numbers(flags.capacity) if flags.capacity else None,
        capacity_measure=_capacity_measure(flags),
    )  # fmt: skip
    check_units(problem)
    counts, k = _counts(flags, problem, of_home)
    names = _names(homes, of_home, k)
    order = None if home_xy is None else np.argsort(of_home, kind="stable")
    problem = Problem(
        **{
            **vars(problem),
            "homes": None if home_xy is None or order is None else home_xy[order],
            "current": _current(flags, table, names),
            "locks": _locks(flags.lock, units, places, names),
            "travel": _travel(flags, places, names),
        }
    )
    return Case(problem, _options(flags, counts), units, names)


def _places(table: Table, units: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for i, unit in enumerate(units):
        if unit in places:
            raise BadInput(f"{table.at(i)}: unit {unit!r} is there twice.")
        places[unit] = i
    return places


def _metres(table: Table, homes: Table | None, *, lonlat: bool) -> tuple[Floats, Floats | None]:
    xy = np.column_stack([table.numbers("x"), table.numbers("y")])
    extra = np.zeros((0, 2))
    if homes is not None:
        extra = np.column_stack([homes.numbers("x"), homes.numbers("y")])
    if lonlat:
        for source, points in ((table, xy), (homes, extra)):
            bad = ~np.isfinite(points).all(axis=1) | (np.abs(points) > [180, 90]).any(axis=1)
            if source is not None and bad.any():
                raise BadInput(f"{source.at(int(np.argmax(bad)))}: x and y are not degrees.")
        both = project(np.concatenate([xy, extra]))
        xy, extra = both[: len(xy)], both[len(xy) :]
    return xy, extra if homes is not None else None


def _measures(flags: argparse.Namespace, table: Table) -> dict[str, Floats]:
    if not flags.measure:
        return {NO_MEASURE: np.ones(len(table.rows))}
    answer = {name: table.numbers(name) for name, _ in flags.measure}
    for name, values in answer.items():
        if (values < 0).any():
            raise BadInput(f"{table.at(int(np.argmax(values < 0)))}: {name} is negative.")
    return answer


def _borders(path: Path | None, places: dict[str, int]) -> tuple[Ints | None, Floats | None]:
    if path is None:
        return None, None
    table = read(path, ["a", "b"])
    edges = np.column_stack([index_of(table, end, places, "unit") for end in ("a", "b")])
    bridge = np.zeros(len(edges), dtype=bool)
    if "kind" in table.header:
        kinds = table.text("kind")
        for i, kind in enumerate(kinds):
            if kind not in {"border", "bridge", ""}:
                raise BadInput(f"{table.at(i)}: kind is {kind!r}, not border or bridge.")
        bridge = np.array([kind == "bridge" for kind in kinds], dtype=bool)
    length = table.numbers("length", 0.0) if "length" in table.header else np.ones(len(edges))
    return edges, np.where(bridge, 0.0, length)


def _containers(
    flags: argparse.Namespace, table: Table, homes: Table | None
) -> tuple[Ints | None, Ints]:
    of_home = np.zeros(len(homes.rows) if homes else 0, dtype=np.int64)
    if not flags.within:
        return None, of_home
    values = table.text(flags.within)
    known = {name: i for i, name in enumerate(dict.fromkeys(values))}
    if homes is not None:
        of_home = index_of(homes, flags.within, known, f"value of {flags.within} in the units")
    return np.array([known[value] for value in values], dtype=np.int64), of_home


def _counts(flags: argparse.Namespace, problem: Problem, of_home: Ints) -> tuple[Ints, int]:
    size = 1 if problem.container is None else int(problem.container.max()) + 1
    if flags.centres:
        if flags.k is not None and flags.k != len(of_home):
            raise BadInput(f"--k is {flags.k}, but there are {len(of_home)} centres.")
        counts = np.bincount(of_home, minlength=size)
        if (counts == 0).any():
            raise BadInput(f"{flags.centres}: every value of --within needs a centre.")
        return counts, len(of_home)
    if flags.k is None:
        raise BadInput("Say how many territories with --k, or whose homes with --centres.")
    return apportion(problem, Options(k=flags.k)), flags.k


def _names(homes: Table | None, of_home: Ints, k: int) -> list[str]:
    if homes is None or "territory" not in homes.header:
        return [str(t) for t in range(k)]
    names = [homes.text("territory")[i] for i in np.argsort(of_home, kind="stable")]
    if len(set(names)) < len(names):
        raise BadInput(f"{homes.path}: a territory is named twice.")
    return names


def _territories(names: list[str]) -> dict[str, int]:
    return {name: t for t, name in enumerate(names)}


def _current(flags: argparse.Namespace, table: Table, names: list[str]) -> Ints | None:
    if not flags.current:
        if flags.max_moved is not None:
            raise BadInput("--max-moved needs --current, the column with today's territory.")
        return None
    known, values = _territories(names), table.text(flags.current)
    for i, value in enumerate(values):
        if value and value not in known:
            raise BadInput(f"{table.at(i)}: territory {value!r} is not one of {_range(names)}.")
    return np.array([known[value] if value else -1 for value in values], dtype=np.int64)


def _locks(
    path: Path | None, units: list[str], places: dict[str, int], names: list[str]
) -> Ints | None:
    if path is None:
        return None
    table = read(path, ["unit", "territory"])
    locks = np.full(len(units), -1, dtype=np.int64)
    at = index_of(table, "unit", places, "unit")
    locks[at] = index_of(table, "territory", _territories(names), f"territory ({_range(names)})")
    return locks


def _capacity_measure(flags: argparse.Namespace) -> str | None:
    if flags.capacity_measure is None:
        return None
    known = [name for name, _ in flags.measure or []]
    if not flags.capacity or flags.capacity_measure not in known:
        raise BadInput("--capacity-measure names one of --measure and needs --capacity.")
    return str(flags.capacity_measure)


def _travel(flags: argparse.Namespace, places: dict[str, int], names: list[str]) -> Floats | None:
    """Return the table of travel: from each unit to each home, or to each unit."""
    if flags.travel is None:
        return None
    if not flags.centres and flags.distance != "median":
        raise BadInput("--travel needs --centres (to homes) or --distance median (to units).")
    target = places if not flags.centres else _territories(names)
    table = read(flags.travel, ["unit", "to", "travel"])
    answer = np.full((len(places), len(target)), np.nan)
    at = index_of(table, "unit", places, "unit")
    answer[at, index_of(table, "to", target, "place to travel to")] = table.numbers("travel")
    if np.isnan(answer).any():
        unit, to = (int(each[0]) for each in np.nonzero(np.isnan(answer)))
        pair = f"{list(places)[unit]!r} to {list(target)[to]!r}"
        raise BadInput(f"{flags.travel}: the travel from {pair} is missing.")
    return answer


def _range(names: list[str]) -> str:
    return f"{names[0]} to {names[-1]}" if len(names) > 3 else ", ".join(names)


def _options(flags: argparse.Namespace, counts: Ints) -> Options:
    distance: Distance = flags.distance or ("home" if flags.centres else "centroid")
    if distance == "home" and not flags.centres:
        raise BadInput("--distance home needs --centres.")
    return Options(
        k_by_container=tuple(counts.tolist()),
        tolerance={name: share for name, share in flags.measure or [] if share is not None},
        distance=distance, max_moved=flags.max_moved, seed=flags.seed, steps=flags.steps,
        time_limit=flags.time_limit, balance=1.0 if flags.balance is None else flags.balance,
    )  # fmt: skip
