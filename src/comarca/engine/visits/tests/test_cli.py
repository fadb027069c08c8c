"""``comarca visits`` on a file that a person can read."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest

from comarca.engine.visits.cli import main

EXAMPLE = Path(__file__).with_name("week.json")
HOME = {"lon": -3.7, "lat": 40.4}


def run(folder, content, *more):
    path, out = folder / "week.json", folder / "plan.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    code = main(["--input", str(path), "--out", str(out), "--steps", "300", *more])
    return code, (json.loads(out.read_text()) if out.exists() else None)


@pytest.fixture
def example():
    return json.loads(EXAMPLE.read_text())


def test_the_example_is_planned_whole(tmp_path, example, capsys):
    code, plan = run(tmp_path, example)
    assert code == 0
    assert plan["complete"]
    assert plan["left_out"] == []
    visited = [
        (d["person"], d["date"], v.get("account")) for d in plan["days"] for v in d["visits"]
    ]
    assert ("luis", "2026-12-10", "C1") in visited
    assert not any(date == "2026-12-08" and person == "ana" for person, date, _ in visited)
    assert not any(date == "2026-12-17" and person == "ana" for person, date, _ in visited)
    said = capsys.readouterr().out
    assert "People: 2." in said
    assert "100%" in said


def test_the_summary_speaks_spanish(tmp_path, example, capsys):
    assert run(tmp_path, example, "--language", "es")[0] == 0
    assert "Personas: 2." in capsys.readouterr().out


def test_the_same_steps_write_the_same_bytes(tmp_path, example):
    run(tmp_path, example)
    first = (tmp_path / "plan.json").read_bytes()
    run(tmp_path, example, "--workers", "1")
    assert (tmp_path / "plan.json").read_bytes() == first


def test_what_does_not_fit_is_told_with_a_remedy(tmp_path, example, capsys):
    example["appointments"] = []
    example["accounts"][3]["minutes"] = 400
    code, plan = run(tmp_path, example)
    assert code == 3
    assert [one["account"] for one in plan["left_out"]] == ["C1"]
    assert plan["left_out"][0]["because"]
    assert "Cooperativa Mancha" in capsys.readouterr().out


def broken(path, value):
    def change(example):
        *way, last = path
        target = example
        for key in way:
            target = target[key]
        target[last] = value
        return example

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (broken(["accounts", 0, "open"], {"mon": ["9-13"]}), "accounts[0].open.mon[0]: "),
        (broken(["accounts", 1, "cycle", "visits"], 0), "accounts[1].cycle.visits: "),
        (broken(["accounts", 1, "minuts"], 5), "accounts[1].minuts: is not known here"),
        (broken(["accounts", 2, "id"], "A1"), "accounts[2].id: is 'A1'"),
        (broken(["accounts", 0, "people"], ["eva"]), "accounts[0].people[0]: is 'eva'"),
        (broken(["accounts", 0, "lat"], "x"), "accounts[0].lat: must be a number"),
        (broken(["people", 0, "region"], "ZZ"), "people[0].region: is 'ZZ'"),
        (broken(["people", 0, "hours"], {"mon-wen": []}), "people[0].hours.mon-wen: "),
        (broken(["people", 1, "breaks"], [{"from": "13:00", "to": "13:30", "minutes": 60}]),
         "people[1].breaks[0].minutes: "),
        (broken(["appointments", 0, "date"], "2027-01-01"), "appointments[0].date: is outside"),
        (broken(["holidays", "country"], "XX"), "holidays.country: "),
        (broken(["travel", "detour"], 9), "travel: The detour must be"),
        (broken(["travel", "kind"], "osrm"), "travel.address: is missing"),
        (broken(["starts"], "7.12.2026"), "starts: is '7.12.2026'"),
        (broken(["format"], "other"), "format: is 'other'"),
        (broken(["people"], []), "people: is empty"),
        (broken(["slept"], [{"person": "ana", "date": "2026-12-20", "place": HOME}]),
         "slept[0].date: is the last day"),
        (broken(["slept"], [{"person": "eva", "date": "2026-12-08", "place": HOME}]),
         "slept[0].person: is 'eva'"),
        (broken(["people", 0, "hours"], {"mon": ["²:00-18:00"]}),
         "people[0].hours.mon[0]: is '²:00'"),
        (broken(["accounts", 0, "minutes"], 10**400), "accounts[0].minutes: is too large"),
        (broken(["accounts", 0, "minutes"], True), "accounts[0].minutes: must be a number"),
        (broken(["accounts", 0, "name"], "half \ud800"), "accounts[0].name: is 'half \\ud800'"),
        (broken(["accounts", 0, "people"], []), "accounts[0].people: is empty"),
        (broken(["accounts", 0, "people"], "ana"), "accounts[0].people: must be a list"),
        (broken(["accounts", 0, "open"], {"fri-mon": []}), "accounts[0].open.fri-mon: "),
        (broken(["accounts", 0, "last_visit"], "2027-01-01"), "accounts[0].last_visit: "),
        (broken(["people", 0, "id"], 7), "people[0].id: must be text"),
        (broken(["people", 0], None), "people[0]: must be an object"),
        (broken(["weeks"], 10**30), "weeks: is 1e+30"),
        (broken(["starts"], "9999-12-27"), "starts: lies beyond"),
        (broken(["starts"], "2026-02-30"), "starts: is '2026-02-30'"),
        (broken(["charges"], {"euros": 1}), "charges.euros: is not known here"),
        (broken(["travel"], {"kind": "osrm", "address": "roads.example"}),
         "travel.address: is 'roads.example'; write it as http://"),
        (broken(["published"], [{"account": "A1", "person": "ana", "date": "2026-12-09"}] * 2),
         "published[1]: repeats published[0]"),
    ],
)  # fmt: skip
def test_bad_input_names_the_field_and_the_remedy(tmp_path, example, capsys, change, said):
    code, plan = run(tmp_path, change(copy.deepcopy(example)))
    assert code == 2
    assert plan is None
    assert said in capsys.readouterr().err


def test_a_night_away_is_written_and_read_again(tmp_path, example):
    example["people"] = [example["people"][0] | {"nights": 2, "most_hours": 24}]
    far = example["accounts"][0] | {"people": ["ana"], "minutes": 150, "lat": 39.2}
    for key in ("open", "prefer", "last_visit", "needs"):
        far.pop(key, None)
    far["cycle"] = {"visits": 1, "weeks": 2}
    example["accounts"] = [far | {"id": f"F{i}", "lon": -4.0 - i / 9} for i in range(6)]
    del example["appointments"]
    for key in ("published", "beds"):
        example.pop(key, None)
    _, plan = run(tmp_path, example)
    nights = [day for day in plan["days"] if day["night_away"]]
    assert nights
    visits = [(d, v) for d in plan["days"] for v in d["visits"]]
    example["published"] = [
        {"account": v["account"], "person": d["person"], "date": d["date"], "start": v["start"]}
        for d, v in visits
    ]
    example["slept"] = [
        {"person": d["person"], "date": d["date"], "place": d["sleeps_at"]} for d in nights
    ]
    _, again = run(tmp_path, example)
    assert {d["date"] for d in nights} == {d["date"] for d in again["days"] if d["night_away"]}
    assert again["cost"]["changes"] == 0


@pytest.mark.parametrize(
    ("twice", "said"),
    [
        (('"weeks": 2', '"weeks": 2, "weeks": 1'), "weeks: stands twice"),
        (('"open": {', '"open": {"mon": [], "mon": [], '), ".open.mon: stands twice"),
        (('"cycle": {', '"cycle": {"weeks": 1, '), ".cycle.weeks: stands twice"),
    ],
)
def test_a_key_that_stands_twice_is_refused(tmp_path, example, capsys, twice, said):
    assert run(tmp_path, json.dumps(example).replace(*twice))[0] == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("moved", "because"),
    [
        (
            {"date": "2026-12-12"},
            "Ana Prieto, 2026-12-12, 09:00: the appointment falls on a day off",
        ),
        ({"start": "03:00"}, "03:00: the appointment cannot be reached in time"),
    ],
)
def test_an_appointment_that_cannot_be_kept_says_whose_and_when(
    tmp_path, example, capsys, moved, because
):
    example["appointments"][0] |= {"person": "ana", "start": "09:00"} | moved
    assert run(tmp_path, example)[0] == 3
    assert because in capsys.readouterr().out


@pytest.mark.parametrize("out", ["none/plan.json", "."])
def test_where_no_plan_can_be_written_none_is_made(tmp_path, example, capsys, monkeypatch, out):
    monkeypatch.setattr("comarca.engine.visits.many.plan_all", None)  # would be called otherwise
    (tmp_path / "week.json").write_text(json.dumps(example))
    code = main(["--input", str(tmp_path / "week.json"), "--out", str(tmp_path / out)])
    assert code == 2
    assert "directory" in capsys.readouterr().err


@pytest.mark.parametrize("seed", ["-1", "x", "²"])
def test_a_seed_is_a_whole_number(tmp_path, example, capsys, seed):
    assert run(tmp_path, example, "--seed", seed)[0] == 2
    assert f"'{seed}' is not a whole number" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"starts": NaN}', "\ufeff{}"])
def test_a_file_that_is_no_week_is_refused_in_one_line(tmp_path, capsys, content):
    assert run(tmp_path, content)[0] == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_missing_file_is_refused(tmp_path, capsys):
    code = main(["--input", str(tmp_path / "no.json"), "--out", str(tmp_path / "p.json")])
    assert code == 2
    assert "No such file" in capsys.readouterr().err


def test_the_installed_command_plans_with_several_processes(tmp_path, example):
    script = Path(sys.executable).with_name("comarca")
    del example["accounts"][2:], example["appointments"]
    example["accounts"] += [example["accounts"][1] | {"id": "L1", "people": ["luis"]}]
    (tmp_path / "week.json").write_text(json.dumps(example))
    ended = subprocess.run(
        [script, "visits", "--input", tmp_path / "week.json", "--out", tmp_path / "plan.json",
         "--steps", "100", "--workers", "2"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert {day["person"] for day in json.loads((tmp_path / "plan.json").read_text())["days"]} == {
        "ana", "luis",
    }  # fmt: skip
