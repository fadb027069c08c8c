"""Files that are made from other data: made once, bounded, gone when nobody needs them."""

import os

import pytest

from comarca.base.files import derived
from comarca.base.jobs import Job


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings, monkeypatch):
    settings.COMARCA_DATA = tmp_path
    monkeypatch.setattr(derived, "claims", [])


def test_a_file_is_made_once():
    made = []
    for _again in range(2):
        assert derived.kept("a", "1", "3/2/1.gz", lambda: made.append(1) or b"cut") == b"cut"
    assert made == [1]


@pytest.mark.parametrize("name", ["../x", "a/../../x", "", "/x", ".x", "a//b", "a\\b", "ñ"])
def test_no_name_leads_out_of_its_shelf(name):
    with pytest.raises(ValueError, match="No name"):
        derived.place("shelf", "1", name)


def test_only_the_present_edition_of_a_shelf_that_is_needed_stays():
    for shelf, edition in (("a", "1"), ("a", "2"), ("b", "1")):
        derived.kept(shelf, edition, "x", bytes)
    derived.claims.append(lambda: {"a": "2"})
    assert derived.clear() == 2
    assert derived.place("a", "2", "x").exists()
    assert [p.name for p in derived.place("a", "2", "x").parents[2].iterdir()] == ["a"]


def test_the_oldest_go_when_all_together_are_too_many(settings):
    settings.COMARCA_DERIVED_MB = 2
    for n in range(3):
        derived.kept("a", "1", str(n), lambda: b"x" * 900_000)
        os.utime(derived.place("a", "1", str(n)), (n, n))
    assert derived.trim() == 1
    assert [n for n in range(3) if derived.place("a", "1", str(n)).exists()] == [1, 2]


@pytest.mark.django_db
def test_after_many_new_files_the_worker_is_asked_to_measure(monkeypatch):
    monkeypatch.setattr(derived, "MEASURED_EVERY", 1)
    derived.kept("a", "1", "x", bytes)
    assert Job.objects.filter(kind=derived.SWEEP, repeat="").count() == 1
