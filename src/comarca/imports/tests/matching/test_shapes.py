import pytest

from comarca.imports.matching import guess
from comarca.imports.tests.matching.shapes import shapes

pytestmark = pytest.mark.django_db
RIGHT_AT_LEAST = 0.95


def test_the_columns_of_other_systems_are_recognised() -> None:
    meaningful = right = wrong = 0
    for shape in shapes():
        found = guess([heading for heading, _field in shape.columns], shape.cells())
        for heading, field in shape.columns:
            guessed = found[heading].field if heading in found else ""
            guessed = "sales:2025" if guessed == "sales:latest" else guessed
            meaningful += bool(field)
            right += bool(field) and guessed == field
            wrong += bool(guessed) and guessed != field
    assert len(shapes()) >= 40
    assert right >= RIGHT_AT_LEAST * meaningful
    assert wrong <= 0.005 * meaningful


def test_estado_is_a_status_or_a_state_by_its_cells() -> None:
    headings = ["Nombre", "Estado"]
    status = guess(headings, [["Ana", "Eva", "Luz"], ["Activo", "Baja", "Activo"]])
    state = guess(headings, [["Ana", "Eva", "Luz"], ["Jalisco", "Puebla", "Jalisco"]])
    assert status["Estado"].field == "status"
    assert state["Estado"].field == "province"


def test_a_column_of_codes_called_cliente_is_no_name() -> None:
    found = guess(["Cliente", "Nombre"], [["C001", "C002", "C003"], ["Ana", "Eva", "Luz"]])
    assert {h: m.field for h, m in found.items()} == {"Cliente": "code", "Nombre": "name"}
