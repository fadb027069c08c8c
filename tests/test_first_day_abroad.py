"""The first day of a company in Colombia: its own layer of areas, a file of points, a team."""

import csv
import gzip
import json
import random
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import shapely
from playwright.sync_api import Browser, expect

from comarca.web.tests.first_day import PATIENCE, Visitor, comma

TOWNS = Path(__file__).parent.parent / "packs" / "co" / "units.csv.gz"
AREAS, ROWS, MOST_CLICKS = 90, 400, 20
TEAM = """Nombre\tCorreo\tPoblación
Ana Ruiz\tana@example.com\tBogotá
Blanca Gil\tblanca@example.com\tMedellín
Carlos Sanz\tcarlos@example.com\tCali
Diana Mora\tdiana@example.com\tBucaramanga
"""
pytestmark = pytest.mark.browser
Town = dict[str, Any]


@pytest.fixture
def areas() -> list[tuple[Town, Any]]:
    """The largest towns of the mainland, each with what is nearer to it than to any other."""
    with gzip.open(TOWNS, "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if -78 < float(row["lon"]) < -72]
    rows.sort(key=lambda row: -int(row["population"] or 0))
    names: dict[str, Town] = {}
    for row in rows:
        names.setdefault(row["name"], row)
    towns = list(names.values())[:AREAS]
    points = shapely.points([(float(row["lon"]), float(row["lat"])) for row in towns])
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=shapely.box(-79, 0, -71, 12))
    )
    tree = shapely.STRtree(cells)
    return [
        (row, cells[tree.query(point, "within")[0]])
        for row, point in zip(towns, points, strict=True)
    ]


@pytest.fixture
def layer(areas: list[tuple[Town, Any]], tmp_path: Path) -> Path:
    """Write the areas as the national office names its columns."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "DPTO_CCDGO": f"{len(town['region']):02}", "MPIO_CDPMP": f"{number:05}",
                "MPIO_CNMBR": town["name"].upper(), "DPTO_CNMBR": town["region"].upper(),
            },
            "geometry": shapely.geometry.mapping(area),
        }
        for number, (town, area) in enumerate(areas, 5001)
    ]  # fmt: skip
    path = tmp_path / "municipios.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def customers(areas: list[tuple[Town, Any]], tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """Write a file of customers, most of them with coordinates, and where each one truly is."""
    dice = random.Random(11)
    weights = [float(town["population"] or 1) ** 0.5 for town, _area in areas]
    truth: dict[str, str] = {}
    path = tmp_path / "clientes.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["Cód. Cliente", "Razón social", "NIT", "Municipio", "Departamento",
                       "Latitud", "Longitud", "Ventas 2025", "Frecuencia"])  # fmt: skip
        for number, (town, area) in enumerate(dice.choices(areas, weights, k=ROWS), 1):
            lon = float(town["lon"]) + dice.uniform(-0.004, 0.004)
            lat = float(town["lat"]) + dice.uniform(-0.004, 0.004)
            placed = number % 8 > 0 and area.contains(shapely.Point(lon, lat))
            code = f"CL{number:04}"
            truth[code] = town["name"].upper()
            rows.writerow([code, f"Droguería La {number}", f"9{number:08}-{number % 10}",
                           town["name"], town["region"],
                           comma(lat, 5) if placed else "", comma(lon, 5) if placed else "",
                           f"$ {dice.randrange(2, 90)}.{dice.randrange(100, 999)}.000",
                           dice.choice(["Mensual", "Quincenal", "2/mes"])])  # fmt: skip
    return path, truth


def test_a_company_in_colombia_brings_its_layer_and_points(
    address: str, browser: Browser, layer: Path, customers: tuple[Path, dict[str, str]],
    tmp_path: Path,
) -> None:  # fmt: skip
    page = browser.new_page(locale="es", viewport={"width": 1440, "height": 900})
    page.set_default_timeout(2 * PATIENCE)
    expect.set_options(timeout=2 * PATIENCE)
    visitor = Visitor(page, "es")
    page.goto(address)
    for label, text in (
        ("Company name", "Droguerías Andinas"), ("Your name", "Marta Vidal"),
        ("Your e-mail", "marta@example.com"), ("Choose a password", "caballo-bateria-grapa"),
    ):  # fmt: skip
        visitor.type(label, text)
    visitor.clicks += 2  # the country: open the choice, take it
    page.locator("[name=country]").select_option("CO")
    visitor.click("Create the company")
    visitor.click("Geography", "link")
    visitor.click("Import a layer", "link")
    visitor.clicks += 2  # the file: open the dialogue, choose it
    page.locator("input[type=file]").set_input_files(layer)
    visitor.click("Import the layer")
    page.wait_for_url(re.compile(r"/geo/\d+/$"))
    visitor.click("Home", "link")
    visitor.clicks += 2
    page.locator("input[type=file]").set_input_files(customers[0])
    visitor.click("Import")
    visitor.from_team_to_territories(TEAM, "You have 4 sales representatives.")
    assert visitor.clicks <= MOST_CLICKS
    truth, found = customers[1], units_of(tmp_path / "installation")
    assert not {code: unit for code, unit in found.items() if unit != truth[code]}
    assert len(found) == len(truth)


def units_of(installation: Path) -> dict[str, str]:
    """Return the area of each account that has one, and insist that amounts are in pesos."""
    with sqlite3.connect(installation / "db.sqlite3") as db:
        currencies = db.execute("SELECT DISTINCT currency FROM accounts_annualsales").fetchall()
        rows = db.execute(
            "SELECT a.code, u.name FROM accounts_account a JOIN accounts_site s"
            " ON s.account_id = a.id JOIN geography_geounit u ON u.id = s.unit_id"
        )
        assert currencies == [("COP",)]
        return dict(rows.fetchall())
