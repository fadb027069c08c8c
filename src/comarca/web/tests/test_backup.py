import tarfile
from pathlib import Path

import pytest

from comarca.web.tests.installation import Installation

COMPANY = """
from comarca.base.organisation import Organisation
Organisation.objects.create(name="Pinturas del Norte")
"""
KEPT = """
from comarca.base.files import derived, store
store([b"a;b"], "a.csv", "upload", any_type=True)
derived.kept("units-1", "1-0", "3/3/3.gz", lambda: b"cut")
"""
FOUND = """
from comarca.base.files import StoredFile, derived
print(StoredFile.objects.get().location, derived.kept("units-1", "1-0", "3/3/3.gz", bytes))
"""


@pytest.fixture
def one(tmp_path):
    made = Installation(tmp_path / "one")
    made.prepare()
    made.python(COMPANY + KEPT)
    return made


@pytest.fixture
def archive(one, tmp_path):
    path = tmp_path / "backup.tar.gz"
    done = one.run("backup", str(path))
    assert done.returncode == 0, done.stderr
    return path


def test_what_was_backed_up_comes_back(archive, tmp_path):
    two = Installation(tmp_path / "two")
    done = two.run("restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert two.row("SELECT name FROM base_organisation") == ("Pinturas del Norte",)
    path, tile = two.python(FOUND).split()
    assert Path(path).read_text() == "a;b"
    assert (two.folder, tile) == (Path(path).parents[1], "b'cut'")
    assert archive.stat().st_mode & 0o077 == 0


def test_a_company_is_only_replaced_by_force(one, archive):
    one.python("from comarca.base.organisation import Organisation as O\n"
               "O.objects.update(name='Otra')")  # fmt: skip
    refused = one.run("restore", str(archive))
    assert refused.returncode == 1
    assert "Otra" in refused.stderr
    assert one.run("restore", str(archive), "--force").returncode == 0
    assert one.row("SELECT name FROM base_organisation") == ("Pinturas del Norte",)


def test_what_is_no_backup_is_refused_in_one_line(one, tmp_path):
    other = tmp_path / "other.tar.gz"
    other.write_text("nothing")
    empty = tmp_path / "empty.tar"
    with tarfile.open(empty, "w"):
        pass
    for path in (other, empty, tmp_path / "missing"):
        done = one.run("restore", str(path), "--force")
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
    assert one.row("SELECT name FROM base_organisation") == ("Pinturas del Norte",)
