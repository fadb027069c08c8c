"""What once went wrong without a word: other countries, names nobody matched, places by hand."""

from comarca.geography.models import GeoUnit
from comarca.imports.lifecycle import applying
from comarca.imports.lifecycle.resolution import put_in_unit
from comarca.imports.tests.files import actions, previewed
from comarca.team.models import Person


def test_a_row_of_another_country_stays_off_the_map(town: dict[str, GeoUnit]) -> None:
    rows = ("Uno;Madrid;Colombia", "Dos;Madrid;Perú", "Tres;Madrid;Argentine", "Cuatro;Madrid;")
    batch = previewed("\n".join(("Nombre;Población;País", *rows)).encode())
    placed = list(batch.rows.order_by("number").values_list("is_placed", flat=True))
    assert placed == [False, False, False, True]
    told = batch.rows.order_by("number")[0].problems
    assert any("another country" in problem["problem"] for problem in told)


def test_a_file_without_a_name_is_told_once(town: dict[str, GeoUnit]) -> None:
    batch = previewed(b"CIF;Poblaci\xf3n\nB1;Madrid\nB2;Madrid\nB3;Sevilla\n")
    assert batch.summary["error"] == 3
    notices = [text for text in batch.summary["notices"] if "name" in str(text)]
    assert len(notices) == 1


def test_what_was_placed_by_hand_is_known_again(
    town: dict[str, GeoUnit], operations: Person
) -> None:
    content = "Nombre;Población\nUno;Villanueva\nDos;Nowhere\n".encode()
    batch = previewed(content, operations)
    put_in_unit(batch.rows.get(number=2), town["05900"])
    put_in_unit(batch.rows.get(number=3), town["28079"])
    batch.refresh_from_db()
    applying.apply(batch, operations)
    assert actions(previewed(content, operations)) == ["unchanged", "unchanged"]
