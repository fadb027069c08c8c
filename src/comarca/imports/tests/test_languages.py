"""What an import says is said in the language of whoever reads it, not of whoever previewed it."""

import pytest
from django.test import Client
from django.utils import translation

from comarca.accounts.models import Account
from comarca.base.jobs import Job
from comarca.imports import jobs
from comarca.imports.lifecycle import applying, intake, previewing
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


def test_what_stops_an_undo_is_said_in_the_readers_language(client: Client, boss: Person) -> None:
    batch = intake.take_in("cuentas.csv", [b"Nombre;Pais\nUno;ES\nDos;ES\n"], boss)
    client.force_login(boss)
    with translation.override("es"):
        previewing.prepare(batch)
        applying.apply(batch, boss)
        account = Account.objects.get(name="Uno")
        account.name, account.version = "Otro", account.version + 1
        account.save()
        jobs.undo(Job.objects.create(kind="imports.undo", payload={"import": batch.pk}))
        jobs.apply(Job.objects.create(kind="imports.apply", payload={"import": batch.pk}))
        again = Import.objects.get(pk=batch.pk)
    assert str(again.summary["trouble"]["problem"]).startswith("No hay nada que importar")
    with translation.override("es"):
        jobs.undo(Job.objects.create(kind="imports.undo", payload={"import": batch.pk}))
    boss.language = "en"
    boss.save()
    page = client.get(f"/imports/{batch.pk}/").content.decode()
    assert "1 account has changed since the import" in page
    assert "was edited" in page
    assert "se ha modificado" not in page
