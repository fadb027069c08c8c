import json
from pathlib import Path

import pytest

from comarca.accounts.models import Account
from comarca.base.organisation import Organisation
from comarca.imports.tests.files import spanish
from comarca.web.cli import main

pytestmark = pytest.mark.usefixtures("spain")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clientes.csv"
    path.write_bytes(spanish("1;Uno;;Madrid;;;;;1;0", "2;;;Madrid;;;;;1;0"))
    return path


def test_a_dry_run_tells_and_writes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(file), "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"]["new"] == 1
    assert told["rows"]["error"] == 1
    assert told["mapping"]["Razón social"] == "name"
    assert told["problems"][0]["row"] == 3
    assert not Account.objects.exists()


def test_what_a_row_asks_is_told_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "clientes.csv"
    path.write_bytes(spanish("1;Uno;;Sevila;;;;;1;0"))
    assert main(["import", str(path), "--dry-run"]) == 0
    assert "Sevila" in capsys.readouterr().out


def test_an_import_from_the_command_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(file)]) == 0
    assert "created" not in capsys.readouterr().err
    assert Account.objects.get().name == "Uno"


def test_bad_input_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    assert main(["import", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_people_are_imported_by_their_description(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "team.csv"
    path.write_text("name;email\nAna Ruiz;ana@example.com\n")
    assert main(["import", str(path), "--target", "person", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]["created"] == 1
    assert main(["import", str(path), "--target", "spaceship"]) == 2
    assert "spaceship" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "words"), [
    ("es", ["con errores 1", "Razón social → Nombre", "Falta el nombre."]),
    ("en", ["with errors 1", "Razón social → Name", "The name is missing."]),
])  # fmt: skip
def test_it_tells_in_the_companys_language(
    file: Path, capsys: pytest.CaptureFixture[str], language: str, words: list[str]
) -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"name": "Uno", "language": language})
    assert main(["import", str(file), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert [word for word in words if word not in out] == [], out
