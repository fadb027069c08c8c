"""What an import says is said in the language of whoever reads it, not of whoever previewed it."""

import pytest
from django.test import Client
from django.utils import translation

from comarca.imports.lifecycle import intake, previewing
from comarca.imports.models import Import
from comarca.team.models import Person

pytestmark = pytest.mark.django_db
FILE = (
    "Código;Nombre;Población;Comercial;Ventas 2025\n1;Uno;Getafe;Zoe Zas;abc\n2;Dos;;Zoe Zas;1\n"
    "TOTAL;;;;1\n"
)
SPANISH = ("Nadie del equipo se llama", "La fila no dice dónde está", "no es un número", "totales")
ENGLISH = ("Nobody in the team is called", "says nothing about where", "is not a number", "totals")


@pytest.fixture
def boss() -> Person:
    return Person.objects.create_user("ada@example.com", name="Ada", role="administrator")


@pytest.mark.parametrize(("reads", "words", "others"),
                         [("en", ENGLISH, SPANISH), ("es", SPANISH, ENGLISH)])  # fmt: skip
def test_another_reader_sees_it_in_their_language(
    client: Client, boss: Person, reads: str, words: tuple[str, ...], others: tuple[str, ...]
) -> None:
    batch = intake.take_in("cuentas.csv", [FILE.encode()], boss)
    with translation.override("es" if reads == "en" else "en"):
        previewing.prepare(batch)
    boss.language = reads
    boss.save()
    client.force_login(boss)
    page = client.get(f"/imports/{batch.pk}/").content.decode()
    assert [word for word in words if word not in page] == []
    assert [word for word in others if word in page] == []


def test_saving_a_row_again_keeps_what_it_says(boss: Person) -> None:
    batch = intake.take_in("cuentas.csv", [FILE.encode()], boss)
    with translation.override("es"):
        previewing.prepare(batch)
        row = Import.objects.get(pk=batch.pk).rows.exclude(problems=[]).earliest("number")
        row.save()
    with translation.override("en"):
        row.refresh_from_db()
    assert any("Nobody in the team" in problem["problem"] for problem in row.problems)
