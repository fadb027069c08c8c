"""Every bundled pack as it is shipped, without a database."""

import numpy as np
import pytest
import shapely
from django.conf import settings
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from comarca.geography.countries import countries_at
from comarca.geography.packs import available, manifest, outlines, read

COUNTRIES = available()


def rows(country, name):
    return list(read(settings.PACKS_DIR / country / f"{name}.csv.gz"))


def test_the_countries_that_are_bundled():
    assert COUNTRIES == ["cl", "co", "es", "mx", "pt", "us"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_units_have_names_codes_and_outlines_in_their_country(country):
    units = rows(country, "units")
    shapes = shapely.from_wkb(outlines(settings.PACKS_DIR / country / "outlines.npz"))
    assert len(units) == len(shapes)
    assert len({u["code"] for u in units}) == len(units)
    assert all(u["name"] and u["names"].split("|")[0] for u in units)
    assert shapely.is_valid(shapes).all()
    assert (shapely.area(shapes) > 0).all()
    points = np.array([[float(u["lon"]), float(u["lat"])] for u in units])
    mine = sum(country.upper() in found or "PR" in found for found in countries_at(points))
    assert mine > 0.99 * len(units)


@pytest.mark.parametrize("country", COUNTRIES)
def test_borders_and_bridges_join_everything(country):
    index = {u["code"]: i for i, u in enumerate(rows(country, "units"))}
    pairs = np.array([[index[r["a"]], index[r["b"]]] for r in rows(country, "borders")])
    graph = coo_matrix((np.ones(len(pairs)), pairs.T), shape=(len(index), len(index)))
    assert connected_components(graph, directed=False)[0] == 1


@pytest.mark.parametrize("country", COUNTRIES)
def test_postal_codes_and_figures_are_of_known_units(country):
    codes = {u["code"] for u in rows(country, "units")}
    assert {r["unit"] for r in rows(country, "postal")} <= codes
    assert {r["unit"] for r in rows(country, "measures")} <= codes


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_pack_says_where_it_comes_from_and_is_small(country):
    folder = settings.PACKS_DIR / country
    assert manifest(country).attribution
    assert "CC BY" in (folder / "PROVENANCE.md").read_text()
    assert sum(p.stat().st_size for p in folder.glob("*.*z")) < 8_000_000


@pytest.mark.parametrize(
    ("country", "town"), [("co", "Bogotá"), ("pt", "Lisboa"), ("cl", "Santiago")]
)
def test_capitals_bear_the_name_people_write(country, town):
    assert max(rows(country, "units"), key=lambda u: int(u["population"] or 0))["name"] == town


def test_zip_codes_reach_their_county():
    reached = {r["code"]: r["unit"] for r in rows("us", "postal")}
    assert (reached["10001"], reached["60601"]) == ("36061", "17031")
