"""Makes a large, ugly file of invented accounts in real towns: Latin-1, semicolons, commas."""

import csv
import gzip
import random
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = [
    "Talleres",
    "Hermanos",
    "Suministros",
    "Comercial",
    "Distribuciones",
    "Ferretería",
    "Estación",
    "Garaje",
    "Recambios",
    "Transportes",
    "Frutas",
    "Bodegas",
    "Panadería",
    "Hostal",
    "Bar",
    "Restaurante",
    "Farmacia",
    "Librería",
    "Muebles",
    "Electricidad",
    "Fontanería",
    "Pinturas",
    "Cristalería",
    "Carpintería",
    "Jardinería",
    "Gráficas",
    "Óptica",
    "Clínica",
]
NAMES = [
    "García",
    "Martínez",
    "López",
    "Sánchez",
    "Pérez",
    "Gómez",
    "Martín",
    "Jiménez",
    "Ruiz",
    "Hernández",
    "Díaz",
    "Moreno",
    "Muñoz",
    "Álvarez",
    "Romero",
    "Alonso",
    "Gutiérrez",
    "Navarro",
    "Torres",
    "Domínguez",
    "Vázquez",
    "Ramos",
    "Gil",
    "Ramírez",
    "Serrano",
    "Blanco",
    "Molina",
    "Morales",
    "Suárez",
    "Ortega",
    "Delgado",
    "Castro",
    "Ortiz",
    "Rubio",
    "Marín",
    "Sanz",
    "Núñez",
    "Iglesias",
]
STREETS = [
    "Calle Mayor",
    "Avenida de la Constitución",
    "Plaza de España",
    "Calle Real",
    "Ronda Norte",
]
HEADINGS = [
    "Código cliente",
    "Razón social",
    "NIF",
    "Dirección",
    "C.P.",
    "Población",
    "Provincia",
    "Longitud",
    "Latitud",
    "Teléfono",
    "Correo electrónico",
    "Visitas año",
    "Horas año",
    "Potencial",
    "Ventas 2024",
    "Ventas 2025",
    "Contacto",
]
Town = tuple[str, str, str, float, float]


def spanish(number: float, decimals: int = 2) -> str:
    """Write a number as Spaniards do: 1.234,56."""
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def towns() -> list[Town]:
    """Return name, province, code, longitude and latitude of every town of the bundled pack."""
    from comarca.geography.models import GeoUnit

    rows = GeoUnit.objects.filter(parent=None).order_by("pk")
    found = list(rows.values_list("name", "region", "code", "lon", "lat"))
    return found or [(f"Pueblo {i}", "Provincia", f"{i:05d}", -4.0, 40.0) for i in range(8000)]


def make(path: Path, rows: int, places: list[Town], seed: int = 1) -> None:
    """Write a file of accounts: two thirds with coordinates, some without code, some twice."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    weights = [1 / (rank + 20) for rank in range(len(places))]
    chosen = chance.choices(places, weights, k=rows)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wt", encoding="latin-1", errors="replace", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADINGS)
        for number, town in enumerate(chosen, 1):
            writer.writerow(_row(number, town, chance))


def _row(number: int, town: Town, chance: random.Random) -> list[str]:
    """Return one account."""
    name, province, code, lon, lat = town
    company = f"{chance.choice(WORDS)} {chance.choice(NAMES)} {chance.choice(NAMES)}, S.L."
    has_point = chance.random() < 0.66
    return [
        f"C{number:06d}",
        company,
        f"B{number:08d}",
        f"{chance.choice(STREETS)}, {chance.randint(1, 180)}",
        code,
        name,
        province,
        f"{lon + chance.gauss(0, 0.004):.6f}".replace(".", ",") if has_point else "",
        f"{lat + chance.gauss(0, 0.004):.6f}".replace(".", ",") if has_point else "",
        f"9{chance.randint(10000000, 99999999)}",
        f"info{number}@ejemplo.es",
        str(chance.randint(1, 24)),
        spanish(chance.uniform(1, 60), 1),
        spanish(chance.lognormvariate(8, 1)),
        spanish(chance.lognormvariate(8, 1)),
        spanish(chance.lognormvariate(8, 1)),
        f"{chance.choice(NAMES)} {chance.choice(NAMES)}",
    ]
