"""A described object is imported without a line of its own."""

from pathlib import Path

import pytest

from comarca.imports.matching import is_known
from comarca.imports.reading import read_table
from comarca.imports.targets import import_table, matching, target_of
from comarca.team.models import Person

pytestmark = pytest.mark.django_db
TEXT = "name;email;home town\nAna Ruiz;ana@example.com;Madrid\nEva Luna;no address;Sevilla\n"


@pytest.fixture
def boss() -> Person:
    return Person.objects.create_user("ada@example.com", name="Ada", role="administrator")


def table(folder: Path, text: str = TEXT):
    path = folder / "team.csv"
    path.write_text(text)
    return read_table(path, is_known=is_known)


def test_rows_are_created_changed_or_unchanged(tmp_path: Path, boss: Person) -> None:
    target, read = target_of("person"), table(tmp_path)
    found = matching(target, read.headings)
    assert {"name", "email"} <= set(found.values())
    first = import_table(target, read, found, boss)
    assert (first.created, [p[:2] for p in first.problems][:1]) == (2, [(3, "email")])
    assert Person.objects.get(name="Eva Luna").address == ""  # told, and a stand-in until then
    again = import_table(target, read, found, boss)
    assert (again.created, again.unchanged) == (0, 2)
    other = table(tmp_path, TEXT.replace("Ana Ruiz", "Ana Ruiz Gil"))
    assert import_table(target, other, found, boss).changed == 1
    assert Person.objects.get(email="ana@example.com").name == "Ana Ruiz Gil"


def test_a_dry_run_writes_nothing(tmp_path: Path, boss: Person) -> None:
    target, read = target_of("person"), table(tmp_path)
    result = import_table(target, read, matching(target, read.headings), boss, dry_run=True)
    assert result.created == 2
    assert Person.objects.count() == 1


def test_a_first_and_a_last_name_in_two_columns_are_one_name(tmp_path: Path, boss: Person) -> None:
    """As employees come from Northwind: the last name first, no e-mail, a title of their own."""
    text = "employee_id,last_name,first_name,title\n1,Davolio,Nancy,Sales\n2,Fuller,Andrew,Boss\n"
    target, read = target_of("person"), table(tmp_path, text)
    result = import_table(target, read, matching(target, read.headings), boss)
    assert result.created == 2, result.problems
    again = import_table(target, read, matching(target, read.headings), boss)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    assert Person.objects.filter(name__in=["Nancy Davolio", "Andrew Fuller"]).count() == 2
