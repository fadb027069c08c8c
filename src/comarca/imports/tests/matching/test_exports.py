from collections import Counter

import pytest

from comarca.imports.matching.affixes import without_shared
from comarca.imports.matching.by_cells import codes_among, on_the_map
from comarca.imports.matching.fitting import are_countries, may_be
from comarca.imports.tests.matching.exports import counted, exports

pytestmark = pytest.mark.django_db


def test_columns_are_told_by_headings_and_cells_together() -> None:
    total = sum(map(counted, exports().values()), Counter[str]())
    assert len(exports()) >= 60
    assert total["right"] >= 0.98 * total.total()
    assert total["wrong"] <= 0.005 * total.total()


def test_what_most_headings_share_is_taken_away() -> None:
    assert without_shared(["CT_Num", "CT_Ville", "CT_Pays", "CT_Siret", "CT_Type", "CO_Nom"]) == {
        "CT_Num": "Num", "CT_Ville": "Ville", "CT_Pays": "Pays", "CT_Siret": "Siret",
        "CT_Type": "Type",
    }  # fmt: skip
    assert without_shared(["CODCLI", "NOMCLI", "POBCLI", "PROCLI", "NIFCLI"])["POBCLI"] == "POB"
    assert without_shared(["CodAux", "NomAux", "RutAux", "DirAux", "FonAux1"])["FonAux1"] == "Fon1"
    assert without_shared(["Nombre", "Ciudad", "A1_COD", "NIF", "Tel"]) == {}


def test_cells_rule_a_field_out() -> None:
    assert not may_be("email", ["Getafe", "Reus", "Vigo"])
    assert may_be("email", ["Getafe", ""])  # too few to say
    assert not may_be("phone", ["Ana", "Eva", "Luz"])
    assert may_be("province", ["28", "43", "36"])
    assert are_countries(["ES", "PT", "ES"])
    assert not are_countries(["Norte", "Sur", "ES"])


def test_a_count_of_lines_is_no_code() -> None:
    assert codes_among([("A", ["C1", "C2", "C9"])]) == "A"
    assert codes_among([("A", ["1", "2", "3"])]) == ""
    assert codes_among([("A", ["7", "7", "9"])]) == ""


def test_towns_and_provinces_are_told_by_the_map() -> None:
    towns, regions = {"Getafe", "Madrid", "Sevilla", "Utrera"}, {"Madrid", "Sevilla"}
    both = [("X", ["Getafe", "Madrid", "Utrera"]), ("Y", ["Madrid", "Madrid", "Sevilla", "Soria"])]
    assert on_the_map(both, towns.__contains__, regions.__contains__) == {"X": "place"}
    both[1] = ("Y", ["Madrid", "Sevilla", "Sevilla", "Toledo"])
    found = on_the_map(both, towns.__contains__, (regions | {"Toledo"}).__contains__)
    assert found == {"X": "place", "Y": "province"}
