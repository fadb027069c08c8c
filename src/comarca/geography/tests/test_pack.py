"""The bundled pack as it is shipped, without a database."""

import shapely
from django.conf import settings

from comarca.geography.packs import outlines, read

PACK = settings.PACKS_DIR / "es"


def test_every_municipality_has_a_valid_outline():
    shapes = shapely.from_wkb(outlines(PACK / "outlines.npz"))
    assert len(shapes) == 8131
    assert shapely.is_valid(shapes).all()
    assert (shapely.area(shapes) > 0).all()


def test_outlines_lie_where_the_units_are():
    shapes = shapely.from_wkb(outlines(PACK / "outlines.npz"))
    rows = list(read(PACK / "units.csv.gz"))
    points = shapely.points([[float(r["lon"]), float(r["lat"])] for r in rows])
    assert (shapely.distance(shapes, points) < 0.06).all()


def test_borders_name_known_units_and_bridges_join_the_lands():
    codes = {r["code"] for r in read(PACK / "units.csv.gz")}
    borders = list(read(PACK / "borders.csv.gz"))
    assert {r["a"] for r in borders} | {r["b"] for r in borders} <= codes
    assert sum(r["kind"] == "bridge" for r in borders) == 17


def test_a_suppressed_figure_has_no_row():
    rows = [r for r in read(PACK / "measures.csv.gz") if r["key"] == "companies"]
    assert all(r["value"] not in {"", "nan"} for r in rows)
    assert len({r["unit"] for r in rows if r["year"] == "2024"}) < 8131


def test_the_pack_is_small():
    assert sum(p.stat().st_size for p in PACK.glob("*.*z")) < 8_000_000
