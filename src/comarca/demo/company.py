"""The demo's company and its people."""

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password

from comarca.base.organisation import Organisation
from comarca.demo.pack import COMPANY, PASSWORD, Row
from comarca.team.models import Person

HOURS_A_YEAR = 1500


def make_company() -> Organisation:
    """Write the company's own row, marked as the demo."""
    return Organisation.objects.create(
        name=COMPANY, country="ES", currency="EUR", language="es", is_demo=True,
        tax_id="B00000000", address="Calle Inventada, 1\n28001 Madrid",
    )  # fmt: skip


def make_people(rows: Iterable[Row]) -> dict[str, Person]:
    """Create everybody with one known password and their manager; by e-mail."""
    password = make_password(PASSWORD)
    people: dict[str, Person] = {}
    for row in rows:
        representative = row["role"] == Person.Role.REPRESENTATIVE
        people[row["email"]] = Person.objects.create(
            email=row["email"],
            name=row["name"],
            role=row["role"],
            password=password,
            manager=people.get(row["manager"]),
            home_place=row["place"],
            home_lon=float(row["lon"]) if row["lon"] else None,
            home_lat=float(row["lat"]) if row["lat"] else None,
            capacity_hours=HOURS_A_YEAR if representative else None,
            is_generated=True,
        )
    return people
