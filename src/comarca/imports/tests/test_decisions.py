"""One answer settles all rows that ask the same, for the next file too, and can be taken back."""

import pytest
from django.test import Client

from comarca.geography.models import GeoUnit, PlaceDecision
from comarca.imports.lifecycle import deciding, previewing
from comarca.imports.models import Import
from comarca.imports.tests.files import previewed
from comarca.team.models import Person

pytestmark = pytest.mark.usefixtures("spain")
FILE = (
    "Código;Nombre;Población;Provincia;Comercial;Estado cliente\n"
    "1;Uno;Madird;Madrid;J. PEREZ;Activo\n"
    "2;Dos;Madird;Madrid;Eva Luna;Bloqueado\n"
    "3;Tres;Sevilla;;Eva Luna;Cliente potencial\n"
    "4;Cuatro;Villanueva;;J. PEREZ;Bloqueado\n"
).encode()


@pytest.fixture
def administrator() -> Person:
    return Person.objects.create_user("ada@example.com", name="Ada", role="administrator")


@pytest.fixture
def perez() -> Person:
    return Person.objects.create_user("jp@example.com", name="Juan Pérez")


def questions(batch: Import) -> dict[tuple[str, str], int]:
    return {(q["kind"], q["said"]): q["count"] for q in batch.summary["questions"]}


def key(batch: Import, said: str) -> tuple[str, str]:
    return next((q["kind"], q["key"]) for q in batch.summary["questions"] if q["said"] == said)


def again(batch: Import) -> Import:
    previewing.prepare(batch)
    batch.refresh_from_db()
    return batch


def test_what_rows_ask_is_grouped(administrator: Person, perez: Person) -> None:
    batch = previewed(FILE, administrator)
    assert questions(batch) == {
        ("place", "Madird · Madrid"): 2,
        ("place", "Villanueva"): 1,
        ("owner", "J. PEREZ"): 2,
        ("owner", "Eva Luna"): 2,
        ("status", "Bloqueado"): 2,
    }
    asked = {q["said"]: q for q in batch.summary["questions"]}
    assert asked["J. PEREZ"]["candidates"] == [perez.pk]


def test_one_answer_settles_all_rows_and_the_next_file(
    administrator: Person, town: dict[str, GeoUnit]
) -> None:
    batch = previewed(FILE, administrator)
    madrid = str(town["28079"].pk)
    answers = {key(batch, "Madird · Madrid"): madrid, key(batch, "Bloqueado"): "closed"}
    assert deciding.decide(batch, answers, administrator) == 2
    rows = list(again(batch).rows.order_by("number"))
    assert [row.unit_id for row in rows[:2]] == [town["28079"].pk] * 2
    assert [row.values["status"] for row in rows] == ["customer", "closed", "prospect", "closed"]
    assert not {"Madird · Madrid", "Bloqueado"} & {said for _kind, said in questions(batch)}
    fresh = previewed(b"Nombre;Poblacion;Provincia\nCinco;MADIRD;madrid\n", administrator)
    assert fresh.rows.get().unit_id == town["28079"].pk


def test_an_answer_is_taken_back_as_one(administrator: Person, town: dict[str, GeoUnit]) -> None:
    batch = previewed(FILE, administrator)
    asked = key(batch, "Madird · Madrid")
    deciding.decide(batch, {asked: str(town["28079"].pk)}, administrator)
    assert deciding.take_back(batch, *asked)
    assert not PlaceDecision.objects.exists()
    assert questions(again(batch))["place", "Madird · Madrid"] == 2
    assert not deciding.take_back(batch, *asked)


def test_people_of_the_file_become_the_team(administrator: Person) -> None:
    batch = previewed(FILE, administrator)
    added = {key(batch, "J. PEREZ"): "add", key(batch, "Eva Luna"): "add"}
    assert deciding.decide(batch, added, administrator) == 2
    names = set(Person.objects.exclude(pk=administrator.pk).values_list("name", flat=True))
    assert names == {"J. Perez", "Eva Luna"}
    rows = list(again(batch).rows.order_by("number"))
    assert all(row.owner_id for row in rows)
    asked = ("owner", "eva luna")
    assert deciding.take_back(batch, *asked)
    assert not Person.objects.filter(name="Eva Luna").exists()


def test_words_for_nobody_are_no_person(administrator: Person) -> None:
    file = "Nombre;Población;Comercial\nUno;Madrid;SIN ASIGNAR\nDos;Madrid;(sin comercial)\n"
    batch = previewed(file.encode(), administrator)
    assert batch.summary["questions"] == []
    assert not any(row.owner_id for row in batch.rows.all())


def test_only_who_may_manage_people_adds_them(operations: Person) -> None:
    batch = previewed(FILE, operations)
    assert deciding.decide(batch, {key(batch, "Eva Luna"): "add"}, operations) == 0
    assert not Person.objects.filter(name="Eva Luna").exists()


def test_a_row_may_stay_off_the_map(administrator: Person) -> None:
    batch = previewed(FILE, administrator)
    deciding.decide(batch, {key(batch, "Villanueva"): "0"}, administrator)
    row = again(batch).rows.get(number=5)
    assert not row.is_placed
    assert ("place", "Villanueva") not in questions(batch)


def test_the_page_asks_and_takes_answers(
    client: Client, administrator: Person, perez: Person
) -> None:
    batch = previewed(FILE, administrator)
    client.force_login(administrator)
    page = client.get(f"/imports/{batch.pk}/").content.decode()
    assert "2 people are not in the team" in page
    index = next(i for i, q in enumerate(batch.summary["questions"]) if q["said"] == "J. PEREZ")
    posted = {f"answer-{index}": str(perez.pk)}
    assert client.post(f"/imports/{batch.pk}/decisions/", posted).status_code == 302
    batch.refresh_from_db()
    assert batch.decisions["owner"] == {"j perez": str(perez.pk)}
    again(batch)
    back = {"kind": "owner", "key": "j perez"}
    assert client.post(f"/imports/{batch.pk}/decisions/back/", back).status_code == 302
    batch.refresh_from_db()
    assert batch.decisions["owner"] == {}


@pytest.mark.parametrize("path", ["decisions/", "decisions/back/"])
def test_strangers_find_no_import(client: Client, administrator: Person, path: str) -> None:
    batch = previewed(FILE, administrator)
    stranger = Person.objects.create_user("rep@example.com", name="Rep", role="representative")
    client.force_login(stranger)
    assert client.post(f"/imports/{batch.pk}/{path}").status_code in {403, 404}


def test_a_corrected_matching_is_kept_for_like_files(administrator: Person) -> None:
    headings = ["Código", "Nombre", "Población", "Provincia", "Comercial", "Estado cliente"]
    previewing.remember(headings, {"Código": "code", "Nombre": "name", "Comercial": "notes"})
    more = FILE.replace(b"Estado cliente", b"Estado cliente;Columna nueva").replace(b"\n", b";\n")
    batch = previewed(more, administrator)
    assert batch.mapping["Comercial"] == "notes"
    assert "Población" not in batch.mapping
