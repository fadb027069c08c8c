import pytest

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.geography.models import GeoUnit, Layer
from comarca.imports.models import Import
from comarca.imports.tests.files import actions, previewed, spanish
from comarca.team.models import Person

pytestmark = pytest.mark.usefixtures("spain")
Towns = dict[str, GeoUnit]


def rows(batch: Import) -> list[dict[str, object]]:
    return [row.settled for row in batch.rows.order_by("number")]


def test_places_by_coordinates_then_town_then_postal_code(town: Towns) -> None:
    batch = previewed(
        spanish(
            "1;Uno;;;;;-5,99;37,39;1;0",
            "2;Dos;;La Coruña;;;;;1;0",
            "3;Tres;;;;46001;;;1;0",
            "4;Cuatro;;Villanueva;Salamanca;;;;1;0",
        )
    )
    found = [(row["unit"], row["placed_by"]) for row in rows(batch)]
    assert found == [
        (town["41091"].pk, "coordinates"),
        (town["15030"].pk, "place"),
        (town["46250"].pk, "postal_code"),
        (town["37900"].pk, "place"),
    ]
    assert batch.summary["unplaced"] == 0


def test_coordinates_that_contradict_the_town_are_asked_about(town: Towns) -> None:
    batch = previewed(spanish("1;Uno;;Madrid;Madrid;;-5,99;37,39;1;0"))
    row = batch.rows.get()
    assert not row.is_placed
    assert row.problems[0]["candidates"] == [town["28079"].pk, town["41091"].pk]


def test_swapped_coordinates_are_put_right(town: Towns) -> None:
    batch = previewed(spanish("1;Uno;;;;;40,42;-3,70;1;0", "2;Dos;;;;;37,39;-5,99;1;0"))
    assert [row["unit"] for row in rows(batch)] == [town["28079"].pk, town["41091"].pk]
    assert rows(batch)[0]["lon"] == -3.70
    assert batch.summary["swapped"] == 2


@pytest.mark.parametrize(
    ("headings", "is_told"), [("Nombre;Ciudad;PX", True), ("PX;Nombre;Ciudad", False)]
)
def test_a_province_beside_the_town_is_told_by_the_map(
    town: Towns, headings: str, is_told: bool
) -> None:
    cells = [("Uno", "Villanueva", "Ávila"), ("Dos", "Sevilla", "Sevilla"),
             ("Tres", "Madrid", "Madrid"), ("Cuatro", "Villanueva", "Salamanca")]  # fmt: skip
    lines = [";".join((*row[2:], *row[:2]) if headings.startswith("PX") else row) for row in cells]
    batch = previewed(spanish(*lines, headings=headings))
    assert (batch.mapping.get("PX") == "province") is is_told
    assert (rows(batch)[0].get("unit") == town["05900"].pk) is is_told


def test_an_ambiguous_town_is_reported_and_not_guessed() -> None:
    batch = previewed(spanish("1;Uno;;Villanueva;;;;;1;0", "2;Dos;;Nowhere;;;;;1;0"))
    first, second = batch.rows.order_by("number")
    assert not first.is_placed
    assert "Several towns are called" in first.problems[0]["problem"]
    assert first.problems[0]["column"] == "Población"
    assert "no town called" in second.problems[0]["problem"]
    assert batch.summary["unplaced"] == 2
    assert actions(batch) == ["new", "new"]


def test_errors_name_the_column_and_the_remedy() -> None:
    batch = previewed(
        spanish("1;;;Madrid;;;;;1;0", "2;Dos;;Madrid;;;;;muchas;0", "3;Tres;;;;;;;-2;0")
    )
    assert actions(batch) == ["error", "new", "new"]
    said = [row.problems[0] for row in batch.rows.order_by("number")]
    assert [problem["column"] for problem in said] == ["Razón social", "Visitas", "Visitas"]
    assert all(problem["remedy"] for problem in said)


def test_figures_with_thousands_points_and_decimal_commas() -> None:
    batch = previewed(spanish("1;Uno;;Madrid;;;;;1,5;1.234,56", "2;Dos;;Madrid;;;;;12;2.000"))
    assert [row["sales:2025"] for row in rows(batch)] == ["1234.56", "2000.00"]
    assert rows(batch)[0]["visits_per_year"] == "1.50"


def test_a_known_code_is_changed_or_unchanged(town: Towns) -> None:
    make_account("Uno", code="1", visits_per_year=4, place="Madrid", unit=town["28079"])
    make_account("Dos", code="2", visits_per_year=4, place="Madrid", unit=town["28079"])
    batch = previewed(spanish("1;Uno;;Madrid;;;;;4;", "2;Dos, S.L.;;Madrid;;;;;6;"))
    assert actions(batch) == ["unchanged", "changed"]
    assert batch.rows.get(number=3).before == {"name": "Dos", "visits_per_year": "4.00"}


@pytest.mark.parametrize(
    ("row", "action"),
    [
        ("9;Talleres García SL;Calle Mayor, 5;Madrid;;;;;1;", "duplicate"),
        ("9;Talleres Garcia, S.L.;C/ Mayor 5;Madrid;;;;;1;", "duplicate"),
        ("9;Talleres García;Calle Mayor, 50;Madrid;;;;;1;", "new"),
        ("9;Talleres García;Calle Mayor, 5;Sevilla;;;;;1;", "new"),
        ("9;Panadería Luz;Calle Mayor, 5;Madrid;;;;;1;", "new"),
    ],
)
def test_probable_duplicates_are_found_within_a_town(town: Towns, row: str, action: str) -> None:
    account = make_account(
        "Talleres García", address="Calle Mayor, 5", place="Madrid", unit=town["28079"]
    )
    batch = previewed(spanish(row))
    assert actions(batch) == [action]
    if action == "duplicate":
        found = batch.rows.get()
        assert found.account == account
        assert found.likeness is not None
        assert found.likeness >= 0.9


def test_duplicates_inside_the_file_are_found() -> None:
    batch = previewed(
        spanish(
            "1;Bar Sol;Calle Real, 1;Madrid;;;;;1;",
            "2;Bar Sol, S.L.;Calle Real, 1;Madrid;;;;;1;",
            "1;Otro;;Madrid;;;;;1;",
        )
    )
    assert actions(batch) == ["new", "duplicate", "duplicate"]
    assert [row.twin for row in batch.rows.filter(action="duplicate")] == [2, 2]


def test_the_same_file_again_changes_nothing_even_without_codes() -> None:
    from comarca.imports.lifecycle.applying import apply

    content = spanish(";Bar Sol;Calle Real, 1;Madrid;;;;;1;50", ";Bar Luna;;Sevilla;;;;;2;")
    apply(previewed(content), None)
    assert actions(previewed(content)) == ["unchanged", "unchanged"]


def test_a_code_of_an_account_one_may_not_see_is_refused(town: Towns) -> None:
    make_account("Secreto", code="1", unit=town["28079"])
    boss = Person.objects.create_user("b@example.com", name="B", role="territory_manager")
    batch = previewed(spanish("1;Mío;;Madrid;;;;;1;"), boss)
    assert actions(batch) == ["error"]
    assert batch.rows.get().account is None


def test_the_representative_is_found_by_name_or_address() -> None:
    ana = Person.objects.create_user("ana@example.com", name="Ana Ruiz Gil")
    headings = "Cliente;Población;Comercial"
    batch = previewed(
        spanish(
            "A;Madrid;ana@example.com",
            "B;Madrid;RUIZ GIL, Ana",
            "C;Madrid;Zacarías Paz",
            headings=headings,
        )
    )
    assert [row.get("owner") for row in rows(batch)] == [ana.pk, ana.pk, None]
    assert "Nobody in the team" in batch.rows.get(number=4).problems[0]["problem"]


def test_nothing_is_written_by_a_preview(spain: Layer) -> None:
    previewed(spanish("1;Uno;;Madrid;;;;;1;0"))
    assert not Account.objects.exists()


@pytest.mark.parametrize("heading", ["Coordenadas", "Ubicación", "Columna 7"])
def test_coordinates_in_one_column_place_the_row(town: Towns, heading: str) -> None:
    points = ["40,42 -3,70", "https://maps.google.com/?q=37.39,-5.99", "43°21.6'N 8°24.6'O", "aquí"]
    lines = [f"{number};Casa {number};{point}" for number, point in enumerate(points)]
    batch = previewed(spanish(*lines, headings=f"Código;Nombre;{heading}"))
    assert batch.mapping[heading] == "coordinates"
    found = [row.get("unit") for row in rows(batch)]
    assert found == [town["28079"].pk, town["41091"].pk, town["15030"].pk, None]
    assert "no pair of coordinates" in batch.rows.get(number=5).problems[0]["problem"]
