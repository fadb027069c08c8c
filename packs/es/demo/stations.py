"""Real service stations, made presentable: where each is, and what to call it."""

import csv
import gzip
import math
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

TOO_FAR_KM = 15.0
SMALL = {"de", "del", "la", "las", "los", "el", "y", "e", "i", "a", "al", "en", "d", "les", "els"}
KEPT = {
    "BP",
    "Q8",
    "ENI",
    "IDS",
    "HAM",
    "AVIA",
    "DISA",
    "PCAN",
    "DST",
    "MLC",
    "SBC",
    "BDMED",
    "GEDS",
    "SIS",
    "XPO",
    "SL",
    "SA",
    "SAT",
    "SCA",
    "SLU",
    "SAU",
    "II",
    "III",
    "IV",
    "GM",
    "ASC",
    "KM",
}
NAMELESS = {
    "ninguno",
    "libre",
    "sin rotulo",
    "no tiene",
    "no",
    "blanca",
    "sin rotular",
    "ninguna",
    "sin marca",
    "no hay",
    "sin nombre",
    "no tiene rotulo",
    "marca blanca",
    "-",
}
SHORT = {
    "calle": "C/",
    "avenida": "Av.",
    "carretera": "Ctra.",
    "poligono": "Pol.",
    "avinguda": "Av.",
    "autovia": "Autovía",
    "cr": "Ctra.",
    "cl": "C/",
    "av": "Av.",
    "poligon": "Pol.",
    "carrer": "C/",
    "rua": "Rúa",
    "via": "Vía",
}


def fold(text: str) -> str:
    """Return a name without case, accents, punctuation or inverted article."""
    text = re.sub(r"^(.*) \((.*?)\)$", r"\2 \1", text.strip())
    text = re.sub(r"^(.*), (\S+)$", r"\2 \1", text)
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def read(path: Path) -> list[dict[str, str]]:
    """Read a compressed table of the shared data."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def titled(text: str, *, inside: bool = False) -> str:
    """Return words in capitals as a person would write them; ``inside`` a longer name."""
    words: list[str] = []
    for word in re.sub(r"\s+", " ", text).strip().split(" "):
        bare = re.sub(r"[^\w]", "", word)
        if bare.upper() in KEPT or any(c.isdigit() for c in word) or re.search(r"\w\.\w", word):
            words.append(word.upper())
        elif (words or inside) and bare.lower() in SMALL:
            words.append(word.lower())
        else:
            words.append("-".join(part[:1].upper() + part[1:].lower() for part in word.split("-")))
    return re.sub(r"(?<=['(/&.])([a-zà-ü])", lambda m: m[1].upper(), " ".join(words))


def address_of(raw: str) -> str:
    """Return a street address without shouting, doubled numbers and empty ones."""
    text = re.sub(r"\s+", " ", raw).strip(" ,")
    text = re.sub(r",?\s*\b(S[/,. ]?N\.?|0)$", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(\d+(?:[.,]\d+)?) KM\. \1$", r"km \1", text)
    head, _, rest = text.partition(" ")
    text = (
        f"{SHORT[fold(head)]} {titled(rest, inside=True)}" if fold(head) in SHORT else titled(text)
    )
    text = re.sub(r"\b(C/|Av\.|Pol\.) (?=C/|Calle |Carretera |Ctra|Av|Pol[íi]gono )", "", text)
    text = re.sub(r"\bCtra\. (Ctra\.?|Carretera|Cr|C) ", "Ctra. ", text)
    return re.sub(r"\bkm\.?(?= |$)", "km", text, flags=re.IGNORECASE).strip(" ,")[:250]


class Towns:
    """The municipalities, found by any of their names."""

    def __init__(self, path: Path) -> None:
        self.rows = {row["code"]: row for row in read(path)}
        self.by_name: dict[str, set[str]] = defaultdict(set)
        for code, row in self.rows.items():
            names = [row["name"], row["name_ine"], *row["name_variants"].split("|")]
            names += row["aliases_ine"].split("|")
            for name in [*names, *(part for n in names for part in n.split("/"))]:
                self.by_name[fold(name)].add(code)

    def named(self, name: str) -> set[str]:
        """Return the codes of the municipalities that bear a name."""
        parts = [name, *name.split("/")]
        return set().union(*(self.by_name.get(fold(part), set()) for part in parts))

    def km(self, code: str, lon: float, lat: float) -> float:
        """Return roughly how far a place is outside a municipality."""
        row = self.rows[code]
        east = (float(row["lon"]) - lon) * 111.2 * math.cos(math.radians(lat))
        north = (float(row["lat"]) - lat) * 111.2
        return math.hypot(east, north) - math.sqrt(float(row["area_km2"] or 1) / math.pi)


def place(row: dict[str, str], towns: Towns) -> tuple[str, float, float, bool]:
    """Return a station's municipality, coordinates and whether they had to be corrected."""
    lon, lat = float(row["longitud"]), float(row["latitud"])
    inside, stated = row["municipality_code"], towns.named(row["municipio"])
    nearest = min(stated, key=lambda code: (towns.km(code, lon, lat), code), default="")
    if inside and nearest and inside != nearest and towns.km(nearest, lon, lat) > TOO_FAR_KM:
        seat = towns.rows[nearest]
        return nearest, float(seat["seat_lon"]), float(seat["seat_lat"]), True
    return inside or nearest, lon, lat, False


def sign_of(row: dict[str, str]) -> str:
    """Return the station's sign, empty where it has none."""
    sign = row["estacion"].strip(" .")
    nameless = fold(sign) in NAMELESS or re.fullmatch(
        r"n[ºo°]?[ .]*[\d.]+", sign, flags=re.IGNORECASE
    )
    return "" if nameless else titled(sign)


def stations(data: Path) -> list[dict[str, str | float]]:
    """Return every station with a code, a name nobody else has, its address and its place."""
    towns = Towns(data / "spain/municipalities.csv.gz")
    answer: list[dict[str, str | float]] = []
    for row in read(data / "prospects/fuel_stations_es.csv.gz"):
        code, lon, lat, moved = place(row, towns)
        town = towns.rows[code]["name"].split("/")[0]
        town = town[:1].upper() + town[1:]
        sign = sign_of(row) or "Estación de servicio"
        name = sign if fold(town) in fold(sign) else f"{sign} {town}"
        answer.append(
            {
                "name": name,
                "sign": sign_of(row),
                "address": address_of(row["direccion"]),
                "municipality": code,
                "place": town,
                "lon": round(lon, 5),
                "lat": round(lat, 5),
                "corrected": "1" if moved else "",
            }
        )
    answer.sort(key=lambda s: (s["municipality"], s["name"], s["address"], s["lon"], s["lat"]))
    return _named_apart(answer)


def _named_apart(rows: list[dict[str, str | float]]) -> list[dict[str, str | float]]:
    """Add the street, then a number, to names that several stations share."""
    several = Counter(row["name"] for row in rows)
    for row in rows:
        if several[row["name"]] > 1 and row["address"]:
            street = re.split(r",| km|\(", str(row["address"]))[0].strip()
            row["name"] = f"{row['name']}, {street}"[:180]
    seen: Counter[str | float] = Counter()
    several = Counter(row["name"] for row in rows)
    for number, row in enumerate(rows, 1):
        row["code"] = f"ES-{number:05d}"
        seen[row["name"]] += 1
        if several[row["name"]] > 1:
            row["name"] = f"{row['name']} ({seen[row['name']]})"
    return rows
