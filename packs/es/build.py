"""Build the Spain pack from the sources named in PROVENANCE.md.

``python packs/es/build.py --data FOLDER``: the same sources give the same bytes.
"""

import argparse
import csv
import gzip
import json
import sys
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from pack_files import GRID, save_outlines, write_rows  # noqa: E402

REBUILT = (
    "41028", "50156", "46066", "45138", "08215", "08174",
    "17046", "03017", "03109", "12067", "46117", "46152",
)  # fmt: skip
ALSO_CALLED = {
    "25120": "Lérida",
    "32054": "Orense",
    "17079": "Gerona",
    "08205": "San Cugat del Vallés",
    "08101": "Hospitalet",
    "08187": "Sabadell",
    "43148": "Tarragona",
    "48013": "Baracaldo",
    "20045": "Irún",
    "20069": "San Sebastián",
    "46131": "Gandía",
    "46220": "Sagunto",
    "15036": "El Ferrol",
    "36038": "Pontevedra",
    "31227": "Tudela",
    "07026": "Ibiza",
    "07032": "Mahón",
    "17066": "Figueras",
    "08279": "Tarrasa",
    "48036": "Galdácano",
}
MEASURES = ("population", "companies", "net_income_pc", "mean_age")
KM_PER_DEGREE = 111.195


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a gzipped CSV file with a header."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def outlines(path: Path, kind: str) -> dict[str, BaseGeometry]:
    """Decode the polygons of one object of a TopoJSON file, by id."""
    topology = json.loads(path.read_text())
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(a), axis=0) * scale + move for a in topology["arcs"]]

    def ring(indices: list[int]) -> NDArray[np.float64]:
        lines = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])

    found = {}
    for item in topology["objects"][kind]["geometries"]:
        parts = {"Polygon": [item.get("arcs")], "MultiPolygon": item.get("arcs")}.get(item["type"])
        shapes = [
            shapely.Polygon(ring(part[0]), [ring(hole) for hole in part[1:]])
            for part in parts or []
            if part and len(ring(part[0])) > 3
        ]
        key = (
            item.get("id") or item["properties"].get("code") or item["properties"]["province_code"]
        )
        found[str(key)] = clean(shapely.union_all([shapely.make_valid(s) for s in shapes]))
    return found


def clean(shape: BaseGeometry) -> BaseGeometry:
    """Snap to the pack's grid and keep the areas of a shape, valid."""
    snapped = shapely.set_precision(shape, GRID)
    parts = [p for p in shapely.get_parts(snapped) if p.geom_type == "Polygon" and p.area > 0]
    return shapely.MultiPolygon(parts)


def circle(row: dict[str, str]) -> BaseGeometry:
    """Return a circle of the official area around the seat."""
    radius = (float(row["area_km2"]) / np.pi) ** 0.5 / KM_PER_DEGREE
    lon, lat = float(row["seat_lon"] or row["lon"]), float(row["seat_lat"] or row["lat"])
    angle = np.linspace(0, 2 * np.pi, 33)
    stretch = np.cos(np.radians(lat))
    return shapely.Polygon(
        np.column_stack([lon + radius * np.cos(angle) / stretch, lat + radius * np.sin(angle)])
    )


def rebuild(shapes: dict[str, BaseGeometry], provinces: dict[str, BaseGeometry],
            rows: dict[str, dict[str, str]]) -> dict[str, str]:  # fmt: skip
    """Rebuild the outlines that the source lacks: the hole in the province, else a circle."""
    how = {}
    for code in REBUILT:
        shapes.pop(code, None)
    for code in REBUILT:
        row = rows[code]
        wanted = circle(row)
        room = wanted.buffer(wanted.area**0.5)
        near = [s for c, s in shapes.items() if s.intersects(room)]
        hole = clean(provinces[code[:2]].intersection(room).difference(shapely.union_all(near)))
        parts = [p for p in hole.geoms if p.distance(wanted.centroid) < 0.02 and p.area > 1e-5]
        found = shapely.MultiPolygon(parts)
        real = float(row["area_km2"])
        area = found.area * KM_PER_DEGREE**2 * np.cos(np.radians(float(row["lat"])))
        if parts and 0.6 < area / real < 1.6:
            shapes[code], how[code] = found, "hole"
        else:
            free = clean(wanted.difference(shapely.union_all(near)))
            shapes[code], how[code] = (
                (free, "circle")
                if free.area > 0.3 * wanted.area
                else (clean(wanted), "circle over neighbours")
            )
    return how


def share_lands(shapes: dict[str, BaseGeometry], known: set[str]) -> None:
    """Give each land held in common to the municipality with the longest border to it."""
    lands = {c: shapes.pop(c) for c in sorted(shapes) if c not in known}
    codes = sorted(shapes)
    tree = shapely.STRtree([shapes[c] for c in codes])
    for land in lands.values():
        if land.is_empty:
            continue
        near = tree.query(land.buffer(GRID))
        length = [shapes[codes[i]].buffer(GRID).intersection(land.boundary).length for i in near]
        if length and max(length) > 0:
            taker = codes[near[int(np.argmax(length))]]
            shapes[taker] = clean(shapely.union(shapes[taker], land))


def names_of(row: dict[str, str]) -> str:
    """Return every spelling of a municipality, separated by bars."""
    fields = (row["name"], row["name_variants"], row["name_ine"], row["aliases_ine"], row["seat"])
    parts = [p.strip() for f in fields[:4] for p in f.split("|")]
    parts.append(ALSO_CALLED.get(row["code"], ""))
    return "|".join(dict.fromkeys(p for p in parts if p))


def perimeter_km(shape: BaseGeometry, lat: float) -> float:
    """Return the length of the outline in km."""
    stretch = np.array([np.cos(np.radians(lat)), 1.0]) * KM_PER_DEGREE
    return float(shapely.transform(shape, lambda xy: xy * stretch).length)


def main() -> None:
    """Write the pack's files beside this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    rows = {r["code"]: r for r in rows_of(data / "spain/municipalities.csv.gz")}
    shapes = outlines(data / "spain/municipalities.topo.json", "municipalities")
    provinces = outlines(data / "spain/municipalities.topo.json", "provinces")
    how = rebuild(shapes, provinces, rows)
    print("rebuilt:", how)
    share_lands(shapes, set(rows))
    codes = sorted(rows)
    missing = [c for c in codes if c not in shapes or shapes[c].is_empty]
    for code in missing:
        shapes[code] = clean(circle(rows[code]))
    print("without outline:", missing, "invalid:", [c for c in codes if not shapes[c].is_valid])
    save_outlines(HERE / "outlines.npz", [shapes[c] for c in codes])
    write_rows(
        HERE / "units.csv.gz",
        ["code", "name", "names", "region_code", "region", "group_code", "group", "landmass",
         "lon", "lat", "seat_lon", "seat_lat", "area_km2", "perimeter_km", "population"],
        [[c, r["name"], names_of(r), r["province_code"], r["province"], r["region_code"],
          r["region"], r["landmass"], r["lon"], r["lat"], r["seat_lon"], r["seat_lat"],
          round(float(r["area_km2"]), 3), round(perimeter_km(shapes[c], float(r["lat"])), 2),
          r["population_2024"]]
         for c in codes for r in [rows[c]]],
    )  # fmt: skip
    write_rows(
        HERE / "borders.csv.gz", ["a", "b", "kind", "km"],
        [[r["a"], r["b"], r["kind"], r["km"]] for r in rows_of(data / "spain/adjacency.csv.gz")
         if r["a"] in rows and r["b"] in rows],
    )  # fmt: skip
    write_rows(
        HERE / "postal.csv.gz", ["code", "unit"],
        [[r["codigo_postal"], r["municipio_id"]]
         for r in rows_of(data / "postal/postal_municipality.csv.gz") if r["municipio_id"] in rows],
    )  # fmt: skip
    write_measures(data / "spain/municipality_timeseries.parquet", set(codes))


def write_measures(path: Path, known: set[str]) -> None:
    """Write the published figures by year; a figure that was never published has no row."""
    import pyarrow.parquet as pq

    table = pq.read_table(path, columns=["code", "year", *MEASURES]).to_pylist()
    table.sort(key=lambda r: (r["code"], r["year"]))
    write_rows(
        HERE / "measures.csv.gz", ["unit", "key", "year", "value"],
        [[r["code"], key, r["year"], f"{r[key]:.10g}"]
         for r in table if r["code"] in known for key in MEASURES
         if r[key] is not None and r[key] == r[key]],
    )  # fmt: skip


if __name__ == "__main__":
    main()
