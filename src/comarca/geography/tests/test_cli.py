"""``comarca geo`` from the command line."""

import pytest

from comarca.geography.models import Layer
from comarca.geography.tests.layer_files import boxes, write
from comarca.web.cli import main

pytestmark = pytest.mark.django_db


def test_a_layer_is_imported_and_listed(tmp_path, capsys):
    path = write(
        tmp_path / "zonas.geojson", boxes(3), {"cod": ["1", "2", "3"], "nombre": ["A", "B", "C"]}
    )
    assert main(["geo", "import", str(path), "--country", "es", "--yes"]) == 0
    assert Layer.objects.get().name == "zonas"
    assert main(["geo", "list"]) == 0
    assert "zonas\t3" in capsys.readouterr().out


def test_a_question_stops_it(tmp_path, capsys):
    path = write(
        tmp_path / "l.geojson",
        boxes(4),
        {"cod": ["1", "1", "2", "2"], "nombre": ["A", "A", "B", "B"]},
    )
    assert main(["geo", "import", str(path)]) == 3
    assert not Layer.objects.exists()
    assert "joined" in capsys.readouterr().out


def test_an_unknown_country_is_one_line(capsys):
    assert main(["geo", "load", "zz"]) == 2
    assert "No bundled geography for ZZ" in capsys.readouterr().err
