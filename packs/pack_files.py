"""Writes the files of a pack, so that the same sources give the same bytes."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

GRID = 1e-4
HEADER = [
    "code", "name", "names", "region_code", "region", "group_code", "group", "landmass",
    "lon", "lat", "seat_lon", "seat_lat", "area_km2", "perimeter_km", "population",
]  # fmt: skip


def write_rows(path: Path, header: list[str], rows: list[list[Any]]) -> None:
    """Write a gzipped CSV file whose bytes depend on the rows alone."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


def save_outlines(path: Path, shapes: list[Any], grid: float = GRID) -> None:
    """Write outlines as differences of whole grid steps, which compress well."""
    many = [shapely.MultiPolygon(shapely.get_parts(s)) for s in shapes]
    _kind, coords, offsets = shapely.to_ragged_array(many)
    steps = np.round(coords / grid).astype(np.int32)
    moves = np.diff(steps, axis=0, prepend=np.zeros((1, 2), dtype=np.int32))
    rings, polygons, units = (np.asarray(o, dtype=np.int32) for o in offsets)
    np.savez_compressed(
        path, grid=np.array(grid), moves=moves, rings=np.diff(rings),
        polygons=np.diff(polygons), units=np.diff(units),
    )  # fmt: skip


def snapped(shapes: Any, grid: float = GRID) -> Any:
    """Snap shapes to the pack's grid and keep their areas, valid."""
    found = shapely.set_precision(shapes, grid)
    return np.array([_areas(s) for s in found], dtype=object)


def _areas(shape: Any) -> Any:
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.MultiPolygon([p for p in parts if p.geom_type == "Polygon" and p.area > 0])


def topology_shapes(path: Path, kind: str) -> list[tuple[dict[str, Any], Any]]:
    """Decode one object of a TopoJSON file: each geometry with its shape."""
    topology = json.loads(path.read_text())
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(a), axis=0) * scale + move for a in topology["arcs"]]

    def ring(indices: list[int]) -> NDArray[np.float64]:
        lines = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])

    found = []
    for item in topology["objects"][kind]["geometries"]:
        parts = {"Polygon": [item.get("arcs")], "MultiPolygon": item.get("arcs")}.get(item["type"])
        shapes = [
            shapely.Polygon(ring(part[0]), [r for hole in part[1:] if len(r := ring(hole)) > 3])
            for part in parts or []
            if part and len(ring(part[0])) > 3
        ]
        valid = shapely.make_valid(np.array(shapes, dtype=object))
        found.append((item, _areas(shapely.union_all(valid))))
    return found


def write_pack(folder: Path, units: list[dict[str, Any]], shapes: Any,
               postal: list[tuple[str, str]], year: int, grid: float = GRID) -> None:  # fmt: skip
    """Write units, outlines, borders with bridges, postal codes and population.

    ``units``: ``code``, ``name``, ``names`` (a list), ``region_code``, ``region``, ``group``,
    ``population`` and the town's ``seat`` (longitude, latitude); ``of_seat`` says that the
    population is the seat's alone: it ranks names on the map and is no figure of the area.
    """
    from comarca.geography.importing import touching

    folder.mkdir(exist_ok=True)
    pairs, km = touching.shared_borders(shapes)
    points = shapely.get_coordinates(shapely.point_on_surface(shapes))
    links, link_km = touching.bridges(points, pairs)
    lands = touching.land_masses(shapes, pairs, links)
    sizes = touching.area_km2(shapes)
    edges = touching.length_km(shapely.boundary(shapes))
    save_outlines(folder / "outlines.npz", list(shapes), grid)
    write_rows(
        folder / "units.csv.gz", HEADER,
        [
            [u["code"], u["name"], "|".join(u["names"]), u["region_code"], u["region"], "",
             u.get("group", ""), land, f"{x:.5f}", f"{y:.5f}", f"{u['seat'][0]:.5f}",
             f"{u['seat'][1]:.5f}", f"{size:.3f}", f"{edge:.2f}", u["population"] or ""]
            for u, land, (x, y), size, edge in zip(units, lands, points, sizes, edges, strict=True)
        ],
    )  # fmt: skip
    codes = [u["code"] for u in units]
    lines = [
        [codes[a], codes[b], kind, f"{length:.3f}"]
        for kind, rows, lengths in (("border", pairs, km), ("bridge", links, link_km))
        for (a, b), length in zip(rows.tolist(), lengths, strict=True)
    ]
    write_rows(folder / "borders.csv.gz", ["a", "b", "kind", "km"], sorted(lines))
    write_rows(folder / "postal.csv.gz", ["code", "unit"], [list(p) for p in sorted(set(postal))])
    figures = [
        [u["code"], "population", year, u["population"]]
        for u in units
        if u["population"] and not u.get("of_seat")
    ]
    write_rows(folder / "measures.csv.gz", ["unit", "key", "year", "value"], figures)


def read_json(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))
