"""Takes the country away that stands behind a town: "Reno, NV, USA", "Santiago - Chile"."""

import re
from collections.abc import Callable

from comarca.geography.country_names import country_of
from comarca.geography.naming import fold

COMMA = re.compile(r"^(?P<town>.*\S.*),(?P<land>[^,]+)$")
BRACKET = re.compile(r"^(?P<town>.*\S.*)\((?P<land>[^()]+)\)$")
DASH = re.compile(r"^(?P<town>.*\S)\s+[-–]\s+(?P<land>[^-–]+)$")
DASHES = re.compile(r"\s+[-–]\s+")
SHORTEST = 3  # letters: "CO" and "DE" are states of their own as often


def without_country(place: str, is_region: Callable[[str], bool]) -> tuple[str, str]:
    """Return a place without its country, and that country's two letters.

    "Motril (Granada)" lies in a province, though a country is called so too; so does "Atlanta,
    Georgia". In front a country stands only before a province and a town: "Andorra - Teruel".

    >>> without_country("Santiago - Chile", lambda text: False)
    ('Santiago', 'CL')
    >>> without_country("ESPAÑA - MADRID - GETAFE", lambda text: text == "MADRID")
    ('GETAFE - MADRID', 'ES')
    """
    for pattern in (COMMA, BRACKET, DASH):
        if (found := pattern.match(place)) and _is_country(found["land"], is_region):
            return found["town"].strip(), country_of(found["land"])
    parts = DASHES.split(place)
    if len(parts) > 2 and _is_country(parts[0], is_region):
        return " - ".join(reversed(parts[1:])), country_of(parts[0])
    return place, ""


def _is_country(text: str, is_region: Callable[[str], bool]) -> bool:
    """Return whether a text is a country's name, and not that of a region of the map."""
    return len(fold(text)) >= SHORTEST and bool(country_of(text)) and not is_region(text.strip())
