import pytest

from comarca.geography.gazetteer.regions import RegionIndex, bag
from comarca.geography.gazetteer.words import expand, readings, split_code

UNITS = [
    ("28", "Madrid", "13", "Madrid, Comunidad de"),
    ("33", "Asturias", "03", "Asturias, Principado de"),
    ("05", "Ávila", "07", "Castilla y León"),
    ("24", "León", "07", "Castilla y León"),
]


@pytest.mark.parametrize(
    ("text", "town", "code"),
    [
        ("28901 Getafe", "Getafe", "28901"),
        ("E-28901 Getafe", "Getafe", "28901"),
        ("Getafe (28901)", "Getafe", "28901"),
        ("Getafe", "Getafe", ""),
        ("Calle 13", "Calle 13", ""),
    ],
)
def test_a_postal_code_beside_the_town_is_taken_apart(text: str, town: str, code: str) -> None:
    assert split_code(text) == (town, code)


def test_abbreviations_are_written_out() -> None:
    assert expand("Pto. Sta. María") == "puerto santa maría"
    assert expand("S. Fernando") == "san fernando"
    assert expand("Madrid capital") == "madrid"


def test_a_place_is_read_in_both_directions() -> None:
    assert [(r.town, r.beside) for r in readings("Getafe (Madrid)")][1] == ("Getafe", "Madrid")
    assert ("Madrid", "Getafe") in {(r.town, r.beside) for r in readings("Getafe/Madrid")}
    assert len(list(readings("Coruña (A)"))) == 1


@pytest.mark.parametrize(
    ("text", "codes", "is_guess"),
    [
        ("Comunidad de Madrid", {"28"}, False),
        ("Principado de Asturias", {"33"}, False),
        ("Asturias (Principado de)", {"33"}, False),
        ("Castilla y León", {"05", "24"}, False),
        ("28", {"28"}, False),
        ("Madird", {"28"}, True),
        ("Costa del Sol", set(), False),
    ],
)
def test_regions_in_their_usual_spellings(text: str, codes: set[str], is_guess: bool) -> None:
    found = RegionIndex(UNITS, "").find(text)
    assert (found.codes, found.is_guess) == (codes, is_guess)


def test_the_kind_of_an_area_says_nothing() -> None:
    assert bag("Departamento de Antioquia") == bag("Antioquia") == "antioquia"
