"""The whole way of a new user: an empty database, a spreadsheet, a team, territories in force."""

import csv
import gzip
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from comarca.web.tests.installation import Installation, answer_of, wait_for
from comarca.web.tests.test_serve import free_port

UNITS = Path(__file__).parent.parent / "packs" / "es" / "units.csv.gz"
ROWS, MOST_CLICKS, PATIENCE = 2000, 12, 60_000
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
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
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


def comma(value: float, digits: int) -> str:
    """Write a figure the way Spanish spreadsheets do."""
    return f"{value:.{digits}f}".replace(".", ",")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Install into an empty folder and serve it."""
    installation = Installation(tmp_path / "installation")
    done = installation.run("init", "--non-interactive")
    assert done.returncode == 0, done.stderr
    port = free_port()
    command = (sys.executable, "-m", "comarca.web.cli", "serve", "--port", str(port))
    with installation.process(*command) as serve:
        wait_for(lambda: answer_of(port).get("worker") == "ok", "pages and a worker")
        yield f"http://127.0.0.1:{port}"
        serve.terminate()
        serve.wait(timeout=30)


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Open a real browser."""
    path = os.environ.get("COMARCA_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


SPANISH = {
    "Company name": "Nombre de la empresa",
    "Your name": "Tu nombre",
    "Your e-mail": "Tu correo",
    "Choose a password": "Elige una contraseña",
    "Create the company": "Crear la empresa",
    "Import": "Importar",
    "Next step": "Siguiente paso",
    "Paste your representatives": "Pega tus comerciales",
    "Add the team": "Añadir el equipo",
    "You have 8 sales representatives.": "Tienes 8 comerciales.",
    "Make the territories": "Crear las zonas",
    "Take this one": "Quedarse con esta",
    "Put into force": "Poner en vigor",
    "comes into force on": "entra en vigor el",
    "More": "Más",
}


class Visitor:
    """Somebody at the screen, in their language, whose clicks are counted."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.clicks = page, 0
        self.words = SPANISH if language == "es" else {}

    def click(self, name: str, role: str = "button") -> None:
        """Click one thing by what is written on it."""
        self.clicks += 1
        word = self.words.get(name, name)
        self.page.get_by_role(role, name=word).first.click()  # type: ignore[arg-type]

    def open(self, title: str) -> None:
        """Open a menu by its name."""
        self.clicks += 1
        self.page.get_by_title(self.words.get(title, title), exact=True).first.click()

    def type(self, label: str, text: str) -> None:
        """Type into a field by its label."""
        self.page.get_by_label(self.words.get(label, label)).fill(text)

    def read(self, text: str) -> None:
        """Wait until something can be read on the page."""
        expect(self.page.get_by_text(self.words.get(text, text)).first).to_be_visible()


@pytest.mark.parametrize("language", ["es"])
def test_from_a_spreadsheet_to_territories_in_force(
    address: str, browser: Browser, spreadsheet: Path, language: str
) -> None:
    page = browser.new_page(locale=language, viewport={"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
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
    visitor.click("Next step", "link")
    visitor.type("Paste your representatives", TEAM)
    visitor.click("Add the team")
    visitor.read("You have 8 sales representatives.")
    visitor.click("Make the territories")
    page.wait_for_url("**/proposals/")
    visitor.click("Take this one")
    visitor.open("More")
    visitor.click("Put into force", "link")
    page.wait_for_url("**/activate/")
    visitor.click("Put into force")
    page.wait_for_url(lambda url: "activate" not in url)
    visitor.read("comes into force on")
    assert visitor.clicks <= MOST_CLICKS
