import pytest

from comarca.accounts.tests.factories import make_account
from comarca.geography.models import GeoUnit
from comarca.imports.preview.phones import phone_key
from comarca.imports.tests.files import actions, previewed

FILE = "Nombre;Población;Teléfono\n{name};Sevilla;{phone}\n"


def test_a_number_is_the_same_however_it_is_written() -> None:
    assert phone_key("+34 911 234 567") == phone_key("0034911234567") == phone_key("(91) 123-45-67")
    assert phone_key("112") == ""


@pytest.mark.parametrize(
    ("name", "phone", "action"),
    [
        ("Art Delicatessen Vega", "+34 911 234 567", "duplicate"),
        ("Ferretería Luz", "+34 911 234 567", "new"),
        ("Art Delicatessen Vega", "+34 911 234 568", "new"),
    ],
)
@pytest.mark.usefixtures("spain")
def test_an_account_with_the_telephone_and_a_like_name_is_a_duplicate(
    town: dict[str, GeoUnit], name: str, phone: str, action: str
) -> None:
    make_account("Vega Art Deli", code="", phone="911234567", place="Madrid", unit=town["28079"])
    assert actions(previewed(FILE.format(name=name, phone=phone).encode())) == [action]


@pytest.mark.usefixtures("spain")
def test_a_switchboard_tells_nothing(town: dict[str, GeoUnit]) -> None:
    for number in range(5):
        make_account(f"Tienda Sol {number}", code=f"S{number}", phone="911234567")
    batch = previewed(FILE.format(name="Tienda Sol Norte", phone="911234567").encode())
    assert actions(batch) == ["new"]


@pytest.mark.usefixtures("spain")
@pytest.mark.parametrize(
    ("lines", "marked"), [(12, set()), (2, {"duplicate"})], ids=["switchboard", "two of one number"]
)
def test_what_a_number_tells_is_counted_over_the_whole_file(lines: int, marked: set[str]) -> None:
    names = [
        "Luz",
        "Sol",
        "Mar",
        "Río",
        "Flor",
        "Luna",
        "Paz",
        "Cruz",
        "Rosa",
        "Torre",
        "Parque",
        "Puente",
    ]
    rows = [f"Farmacia {name} Norte;Sevilla;911234567" for name in names[:lines]]
    batch = previewed("\n".join(["Nombre;Población;Teléfono", *rows]).encode())
    assert set(actions(batch)) - {"new"} == marked
