"""A described object is imported without a line of its own."""

from pathlib import Path

import pytest

from comarca.imports.tests.bringing import bring
from comarca.team.models import Person

pytestmark = pytest.mark.django_db
TEXT = "name;email;home town\nAna Ruiz;ana@example.com;Madrid\nEva Luna;no address;Sevilla\n"


@pytest.fixture
def boss() -> Person:
    return Person.objects.create_user("ada@example.com", name="Ada", role="administrator")


def written(folder: Path, text: str = TEXT) -> Path:
    path = folder / "team.csv"
    path.write_text(text)
    return path


def test_rows_are_created_changed_or_unchanged(tmp_path: Path, boss: Person) -> None:
    first = bring(written(tmp_path), "person", boss)
    assert {"name", "email"} <= set(first.mapping.values())
    assert (first.created, first.problems[:1]) == (2, [(3, "email")])
    assert Person.objects.get(name="Eva Luna").address == ""  # told, and a stand-in until then
    again = bring(written(tmp_path), "person", boss)
    assert (again.created, again.unchanged) == (0, 2)
    other = written(tmp_path, TEXT.replace("Ana Ruiz", "Ana Ruiz Gil"))
    assert bring(other, "person", boss).changed == 1
    assert Person.objects.get(email="ana@example.com").name == "Ana Ruiz Gil"


def test_a_preview_writes_nothing(tmp_path: Path, boss: Person) -> None:
    assert bring(written(tmp_path), "person", boss, write=False).created == 2
    assert Person.objects.count() == 1


def test_a_first_and_a_last_name_in_two_columns_are_one_name(tmp_path: Path, boss: Person) -> None:
    """As employees come from Northwind: the last name first, no e-mail, a title of their own."""
    text = "employee_id,last_name,first_name,title\n1,Davolio,Nancy,Sales\n2,Fuller,Andrew,Boss\n"
    path = written(tmp_path, text)
    assert bring(path, "person", boss).created == 2
    again = bring(path, "person", boss)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    assert Person.objects.filter(name__in=["Nancy Davolio", "Andrew Fuller"]).count() == 2
