"""The whole way of a new user: an empty database, a spreadsheet, a team, territories in force."""

import csv
import gzip
import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from comarca.web.tests.first_day import PATIENCE, Visitor, comma

UNITS = Path(__file__).parent.parent / "packs" / "es" / "units.csv.gz"
ROWS, MOST_CLICKS = 2000, 12
TEAM = """Nombre\tCorreo\tPoblación
Ana Ruiz\tana@example.com\tMadrid
Blanca Gil\tblanca@example.com\tBarcelona
Carlos Sanz\tcarlos@example.com\tSevilla
Diana Mora\tdiana@example.com\tZaragoza
Elena Paz\telena@example.com\tBilbao
Fermín Rey\tfermin@example.com\tMálaga
Gonzalo Vega\tgonzalo@example.com\tVigo
Irene Soto\tirene@example.com\tMurcia
"""
pytestmark = pytest.mark.browser


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    """Write what a Spanish program exports: Latin-1, semicolons, decimal commas."""
    with gzip.open(UNITS, "rt", encoding="utf-8") as file:
        towns = [row for row in csv.DictReader(file) if row["landmass"] == "0"]
    dice = random.Random(7)
    weights = [float(town["population"] or 0) ** 0.7 for town in towns]
    path = tmp_path / "clientes.csv"
    with path.open("w", encoding="latin-1", newline="", errors="replace") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["Código", "Razón social", "Población", "Provincia", "Longitud", "Latitud",
                       "Visitas al año", "Horas al año"])  # fmt: skip
        for number, town in enumerate(dice.choices(towns, weights, k=ROWS), start=1):
            lon = float(town["lon"]) + dice.uniform(-0.01, 0.01)
            lat = float(town["lat"]) + dice.uniform(-0.01, 0.01)
            visits = dice.choice([4, 6, 12, 24])
            rows.writerow([f"C{number:05}", f"Suministros Muñoz {number}", town["name"],
                           town["region"], comma(lon, 5), comma(lat, 5), visits,
                           comma(visits * dice.uniform(0.5, 1.5), 2)])  # fmt: skip
    return path


@pytest.mark.parametrize("language", ["es"])
def test_from_a_spreadsheet_to_territories_in_force(
    address: str, browser: Browser, spreadsheet: Path, language: str
) -> None:
    page = browser.new_page(locale=language, viewport={"width": 1440, "height": 900})
    page.set_default_timeout(2 * PATIENCE)
    expect.set_options(timeout=2 * PATIENCE)
    visitor = Visitor(page, language)
    page.goto(address)
    visitor.type("Company name", "Pinturas del Norte")
    visitor.type("Your name", "Marta Vidal")
    visitor.type("Your e-mail", "marta@example.com")
    visitor.type("Choose a password", "caballo-bateria-grapa")
    visitor.click("Create the company")
    visitor.clicks += 2  # the file: open the dialogue, choose it
    page.locator("input[type=file]").set_input_files(spreadsheet)
    visitor.click("Import")
    visitor.from_team_to_territories(TEAM, "You have 8 sales representatives.")
    assert visitor.clicks <= MOST_CLICKS
