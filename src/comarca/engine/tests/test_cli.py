"""``comarca align`` on plain files."""

import csv
import json

import pytest

from comarca.engine.cli import main

UNITS = "unit,x,y,work,zone,now,room\n" + "".join(
    f"u{i},{i % 6},{i // 6},{1 + i % 3},{'n' if i < 18 else 's'},{i % 6 // 3},40\n"
    for i in range(36)
)
PAIRS = [(i, i + 1) for i in range(36) if i % 6 < 5] + [(i, i + 6) for i in range(30)]
BORDERS = "a,b,length,kind\n" + "".join(f"u{a},u{b},1,border\n" for a, b in PAIRS)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "units.csv").write_text(UNITS)
    (tmp_path / "borders.csv").write_text(BORDERS)
    return tmp_path


def run(folder, *more, k="4", units="units.csv"):
    flags = ["--units", units, "--borders", "borders.csv", "--out", "out.csv", "--steps", "20000"]
    flags = [str(folder / f) if f.endswith(".csv") else f for f in flags]
    if k:
        flags += ["--k", k]
    return main([*flags, *(str(folder / m) if m.endswith((".csv", ".json")) else m for m in more)])


def assignment(folder):
    with (folder / "out.csv").open() as lines:
        return {row["unit"]: row["territory"] for row in csv.DictReader(lines)}


def test_a_feasible_division_ends_with_0_and_a_report(folder):
    assert run(folder, "--measure", "work=10%", "--report", "r.json") == 0
    assert set(assignment(folder).values()) == {"0", "1", "2", "3"}
    report = json.loads((folder / "r.json").read_text())
    assert report["feasible"] is True
    assert [t["pieces"] for t in report["territories"]] == [1, 1, 1, 1]


def test_a_limit_that_breaks_ends_with_3_and_is_listed(folder):
    assert run(folder, "--measure", "work=0.1%", "--report", "r.json", k="7") == 3
    report = json.loads((folder / "r.json").read_text())
    assert {v["what"] for v in report["violations"]} == {"tolerance"}


def test_locks_zones_and_todays_territories(folder):
    (folder / "locks.csv").write_text("unit,territory\nu0,1\n")
    run(folder, "--measure", "work=30%", "--within", "zone", "--lock", "locks.csv")
    mine = assignment(folder)
    assert mine["u0"] == "1"
    assert {mine[f"u{i}"] for i in range(18)} == {"0", "1"}
    assert run(folder, "--measure", "work=20%", "--current", "now", "--max-moved", "0%", k="2") == 0
    assert all(t == str(int(u[1:]) % 6 // 3) for u, t in assignment(folder).items())


def test_homes_name_the_territories(folder):
    (folder / "homes.csv").write_text("territory,x,y\nAna,1,1\nLuis,4,4\n")
    code = run(
        folder, "--measure", "work=10%", "--centres", "homes.csv", "--report", "r.json", k=""
    )
    assert code == 0
    assert set(assignment(folder).values()) == {"Ana", "Luis"}
    assert json.loads((folder / "r.json").read_text())["bound"] > 0


def test_degrees_capacity_and_free_contiguity(folder):
    flags = ["--measure", "work", "--capacity", "room", "--distance", "median", "--lonlat"]
    assert run(folder, *flags) == 0


def test_the_same_seed_writes_the_same_bytes(folder):
    run(folder, "--measure", "work=10%", "--seed", "5")
    first = (folder / "out.csv").read_bytes()
    run(folder, "--measure", "work=10%", "--seed", "5")
    assert (folder / "out.csv").read_bytes() == first


@pytest.mark.parametrize(
    ("change", "flags", "says"),
    [
        ({}, ["--measure", "werk=5%"], "no column 'werk'"),
        ({}, ["--measure", "work=5"], "between 0% and 100%"),
        ({}, ["--measure", "work=5%", "--max-moved", "10%"], "--max-moved needs --current"),
        ({}, ["--measure", "work=5%", "--distance", "home"], "needs --centres"),
        ({}, ["--measure", "work=5%", "--time-limit", "0"], "seconds above 0"),
        ({"u3,3,0,1": "u3,3,0,x"}, ["--measure", "work=5%"], "line 5: work is 'x'"),
        ({"u3,3,0,1": "u3,3,0,nan"}, ["--measure", "work=5%"], "line 5: work is 'nan'"),
        ({"u3,3,0,1": "u3,3,0,-1"}, ["--measure", "work=5%"], "line 5: work is negative"),
        ({"u3,3,0,1": "u2,3,0,1"}, ["--measure", "work=5%"], "line 5: unit 'u2' is there twice"),
        ({"u3,3,0,1": "u3,3,0"}, ["--measure", "work=5%"], "line 5: 6 cells where 7"),
        ({"u3,": "v3,"}, ["--measure", "work=5%"], "'u3' is not a unit"),
    ],
)
def test_bad_input_ends_with_2_and_one_clear_line(folder, capsys, change, flags, says):
    text = UNITS
    for old, new in change.items():
        text = text.replace(old, new, 1)
    (folder / "units.csv").write_text(text)
    assert run(folder, *flags) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert says in said


def test_a_file_that_is_not_there(folder, capsys):
    assert run(folder, units="none.csv") == 2
    assert "No such file" in capsys.readouterr().err


def test_accounts_without_borders_get_neighbours_by_nearness(folder):
    flags = ["--units", str(folder / "units.csv"), "--out", str(folder / "out.csv"), "--k", "4",
             "--neighbours", "--measure", "work=10%", "--report", str(folder / "r.json"),
             "--steps", "20000"]  # fmt: skip
    assert main(flags) == 0
    report = json.loads((folder / "r.json").read_text())
    assert [t["pieces"] for t in report["territories"]] == [1, 1, 1, 1]
    assert main([*flags, "--borders", str(folder / "borders.csv")]) == 2


def test_travel_stands_in_for_the_straight_line_and_a_gap_in_it_is_named(folder, capsys):
    (folder / "homes.csv").write_text("x,y,territory\n0,0,left\n5,5,right\n")
    far = "".join(
        f"u{i},{to},{abs(i % 6 - (0 if to == 'right' else 5))}\n"
        for i in range(36) for to in ("left", "right")
    )  # fmt: skip
    (folder / "travel.csv").write_text("unit,to,travel\n" + far)
    wish = ("--measure", "work=20%", "--centres", "homes.csv", "--travel", "travel.csv")
    assert run(folder, *wish, k="") == 0
    assert assignment(folder)["u0"] == "right"
    (folder / "travel.csv").write_text("unit,to,travel\n" + far.partition("\n")[2])
    assert run(folder, *wish, k="") == 2
    assert "from 'u0' to 'left' is missing" in capsys.readouterr().err


def test_the_report_says_why_a_unit_moves_and_what_would_help(folder):
    run(folder, "--measure", "work=0.1%", "--current", "now", "--report", "r.json", k="2")
    report = json.loads((folder / "r.json").read_text())
    assert all(row["unit"].startswith("u") for row in report["reasons"])
    assert report["advice"][0]["code"] == "tolerance_fine"
