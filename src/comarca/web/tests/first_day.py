"""Somebody at the screen of a fresh installation, for the tests of whole first days."""

from playwright.sync_api import Page, expect

PATIENCE = 60_000


def comma(value: float, digits: int) -> str:
    """Write a figure the way Spanish spreadsheets do."""
    return f"{value:.{digits}f}".replace(".", ",")


SPANISH = {
    "Company name": "Nombre de la empresa",
    "Your name": "Tu nombre",
    "Your e-mail": "Tu correo",
    "Choose a password": "Elige una contraseña",
    "Create the company": "Crear la empresa",
    "Import": "Importar",
    "Home": "Inicio",
    "Geography": "Geografía",
    "Import a layer": "Importar una capa",
    "Import the layer": "Importar la capa",
    "Next step": "Siguiente paso",
    "Paste your representatives": "Pega tus comerciales",
    "Add the team": "Añadir el equipo",
    "You have 8 sales representatives.": "Tienes 8 comerciales.",
    "You have 4 sales representatives.": "Tienes 4 comerciales.",
    "Add all 8 to the team": "Añadir a los 8 al equipo",
    "Use these answers": "Usar estas respuestas",
    "Use the towns with most accounts": "Usar las que tienen más cuentas",
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

    def from_team_to_territories(self, team: str, welcome: str) -> None:
        """Paste the team, and make territories of it."""
        self.click("Next step", "link")
        self.type("Paste your representatives", team)
        self.click("Add the team")
        self.read(welcome)
        self.make_territories()

    def make_territories(self) -> None:
        """Make territories, take the first proposal and put it into force."""
        self.click("Make the territories")
        self.page.wait_for_url("**/proposals/")
        self.click("Take this one")
        self.open("More")
        self.click("Put into force", "link")
        self.page.wait_for_url("**/activate/")
        self.click("Put into force")
        self.page.wait_for_url(lambda url: "activate" not in url)
        self.read("comes into force on")
