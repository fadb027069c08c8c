"""Files with two columns of one kind, and rows that ask which of two sayings counts."""

import pytest
from django.test import Client

from comarca.geography.models import GeoUnit
from comarca.imports.lifecycle import deciding, previewing
from comarca.imports.models import Import
from comarca.imports.tests.files import previewed
from comarca.team.models import Person

pytestmark = pytest.mark.usefixtures("spain")


def values(batch: Import, key: str) -> list[object]:
    return [row.settled.get(key) for row in batch.rows.order_by("number")]


def test_the_second_counts_where_the_first_is_empty() -> None:
    batch = previewed(
        b"Nombre;Nombre comercial;Telefono;Movil;Estado;Activo\n"
        b"Uno SL;Bar Uno;911;600;Cliente;Si\n;Bar Dos;;601;Potencial;No\n"
    )
    assert values(batch, "name") == ["Uno SL", "Bar Dos"]
    assert values(batch, "phone") == ["911", "601"]
    assert values(batch, "status") == ["customer", "closed"]


def test_two_surnames_and_a_name_are_one_person() -> None:
    batch = previewed("Apellido 1;Apellido 2;Nombre\nGarcía;López;Ana\n".encode())
    assert values(batch, "name") == ["Ana García López"]


def test_the_first_of_several_addresses_is_kept_and_told() -> None:
    batch = previewed(b"Nombre;Email\nUno;a@b.es; \nDos;A@B.es, c@d.es\n")
    assert values(batch, "email") == ["a@b.es", "a@b.es"]
    told = [p["problem"] for p in batch.rows.get(number=3).problems if p.get("about") == "email"]
    assert ["c@d.es" in one for one in told] == [True]


def test_a_name_without_a_heading_is_a_guess_that_is_told() -> None:
    batch = previewed(b"Cod;Titulo;CodPos\n1;Talleres Uno;28001\n2;Bar Dos;28001\n3;Cine;28001\n")
    assert batch.mapping == {"Cod": "code", "Titulo": "name", "CodPos": "postal_code"}
    assert batch.summary["error"] == 0
    (told,) = batch.summary["columns_read"]
    assert told["is_guess"]


def test_another_countrys_postal_code_gets_no_zero() -> None:
    batch = previewed(b"Nombre;CP;Pais\nUno;1010;Austria\nDos;8001;Espa\xc3\xb1a\n")
    assert values(batch, "postal_code") == ["1010", "08001"]


@pytest.fixture
def neighbours(town: dict[str, GeoUnit]) -> None:
    """Two towns of one province, each with a code of its own."""
    GeoUnit.objects.filter(pk=town["46250"].pk).update(region="Madrid", region_code="28")


@pytest.mark.parametrize(("answer", "unit"), [("town", "28079"), ("code", "46250"), ("0", None)])
@pytest.mark.usefixtures("neighbours")
def test_one_answer_says_which_counts(
    operations: Person, town: dict[str, GeoUnit], answer: str, unit: str | None
) -> None:
    batch = previewed(b"Nombre;Poblacion;CP\nUno;Madrid;46001\nDos;Madrid;46001\n", operations)
    (asked,) = batch.summary["questions"]
    assert (asked["kind"], asked["count"]) == ("clash", 2)
    assert values(batch, "unit") == [None, None]
    deciding.decide(batch, {("clash", "clash"): answer}, operations)
    previewing.prepare(batch)
    assert values(batch, "unit") == [town[unit].pk if unit else None] * 2
    assert deciding.take_back(batch, "clash", "clash")


def test_rows_of_a_status_may_be_left_out(operations: Person) -> None:
    batch = previewed(b"Nombre;Tipo\nUno;Cliente\nDos;Proveedor\nTres;Proveedor\n", operations)
    deciding.decide(batch, {("status", "proveedor"): "skip"}, operations)
    previewing.prepare(batch)
    batch.refresh_from_db()
    assert (batch.summary["new"], batch.summary["skipped"]) == (1, 2)


def test_everybody_is_added_with_one_button_and_a_column_read_otherwise(client: Client) -> None:
    boss = Person.objects.create_user("ada@example.com", name="Ada", role="administrator")
    batch = previewed(
        b"Nombre\tComercial\tVentas 2025\nUno\tEva Luna\t1.234\nDos\tJ. Rey\t2.500\n", boss
    )
    client.force_login(boss)
    page = client.get(f"/imports/{batch.pk}/").content.decode()
    assert "Add all 2 to the team" in page
    assert "“1.234” was read as 1,234;" in page
    client.post(f"/imports/{batch.pk}/decisions/", {"all": "add"})
    assert Person.objects.filter(role="representative").count() == 2
    posted = {f"column-{i}": f for i, f in enumerate(["name", "owner", "sales:2025"])}
    client.post(f"/imports/{batch.pk}/reading/", {**posted, "decimal-2": "."})
    batch.refresh_from_db()
    previewing.prepare(batch)
    assert values(batch, "sales:2025") == ["1.23", "2.50"]
    assert all(values(batch, "owner"))


def test_a_country_in_the_column_of_provinces_is_a_country() -> None:
    batch = previewed(b"Nombre;Poblacion;Provincia\nUno;Sevilla;Argentina\nDos;Sevilla;\n")
    assert [bool(unit) for unit in values(batch, "unit")] == [False, True]


def test_degrees_and_whole_addresses_say_where_a_row_is() -> None:
    text = "Nombre;Dirección;Latitud;Longitud\nUno;;40°25'12''N;3°42'00''W\n"
    batch = previewed(f'{text}Dos;"C/ Mayor 3, 41001 Sevilla";;\n'.encode())
    assert (values(batch, "lat")[0], values(batch, "lon")[0]) == (40.42, -3.7)
    assert all(values(batch, "unit"))


def test_a_person_without_a_company_bears_their_own_name() -> None:
    batch = previewed(b"Empresa;Nombre completo\nUno SL;Ana Ruiz\n;Luis Gil\n")
    assert values(batch, "name") == ["Uno SL", "Luis Gil"]
