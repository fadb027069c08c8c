"""Roads of an extract: what is said where programs, files or roads are missing.

A real extract is measured in ``bench/visits/roads.py``; the programs are 80 MB and stay outside.
"""

from argparse import Namespace

import numpy as np
import pytest

from comarca.engine.travel import Estimate
from comarca.engine.travel.cli import run
from comarca.engine.travel.extract import Programs, load, programs
from comarca.engine.travel.server import RoadsFailed
from comarca.engine.travel.source import travel

PLACES = np.array([[1.5, 42.5], [1.55, 42.52]])


@pytest.fixture(autouse=True)
def _no_programs(monkeypatch, tmp_path):
    monkeypatch.setenv("COMARCA_VALHALLA", str(tmp_path / "nothing"))


def test_missing_programs_say_how_to_get_them(tmp_path):
    with pytest.raises(RoadsFailed, match="uv pip install --target"):
        programs()


def test_a_missing_extract_is_refused(tmp_path):
    with pytest.raises(RoadsFailed, match="is no file"):
        load(tmp_path / "no.osm.pbf", tmp_path / "roads")


def test_the_command_ends_with_two_and_one_line(tmp_path, capsys):
    assert run(Namespace(file=tmp_path / "no.osm.pbf", into=tmp_path / "roads")) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_without_roads_the_estimate_takes_over_with_a_notice(tmp_path):
    table = travel("roads", str(tmp_path), Estimate(), PLACES)
    assert table.source == "estimate"
    assert "comarca roads load" in str(table.notices[0].parameters["why"])


def test_a_program_that_fails_says_why(tmp_path):
    program = tmp_path / "valhalla" / "bin" / "valhalla_service"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho no tiles >&2\nexit 1\n")
    with pytest.raises(RoadsFailed, match="no tiles"):
        Programs(tmp_path).run("valhalla_service", patience=10)
