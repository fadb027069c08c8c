"""One-week problems of the demo's shape, cut from ``stations.py``'s file to what peers can model.

Two kinds. *breaks*: every visit is required, a lunch break floats between 13:00 and 15:30.
*prospects*: no breaks; some visits are prospects, worth so many minutes each. Accounts are drawn
from each person's own; opening hours (one or two spans a day) are those of the file.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from comarca.engine.visits import Accounts, Problem
from comarca.engine.visits.files.groups import groups, problem
from comarca.engine.visits.files.week import load

DAYS, REQUIRED, PROSPECTS = 5, 30, 20
PEOPLE = (0, 11, 23, 34, 46, 57)  # spread over the country, as the file lists people by region


def weeks(kind: str) -> dict[str, Problem]:
    """Return a problem for each of six people."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "week.json"
        script = Path(__file__).with_name("stations.py")
        subprocess.run([sys.executable, script, str(path), "60", "1"], check=True)
        every = groups(load(path))
        names = {one["id"]: one["name"] for one in json.loads(path.read_text())["people"]}
    answer = {}
    for i in PEOPLE:
        whole, _ = problem(every[i])
        answer[names[every[i].people[0].id]] = _cut(whole, kind, np.random.default_rng(i))
    return answer


def _cut(whole: Problem, kind: str, rng: np.random.Generator) -> Problem:
    """Draw accounts near home, that a week can hold, and keep five days."""
    old, home = whole.accounts, int(whole.people.home_start[0])
    near = np.argsort(whole.minutes[home, old.place], kind="stable")[:90]
    required = rng.permutation(near[old.required[near]])[:REQUIRED]
    optional = rng.permutation(near[~old.required[near]])[: PROSPECTS * (kind == "prospects")]
    if kind == "prospects" and len(optional) < PROSPECTS:
        rest = np.setdiff1d(near, np.concatenate([required, optional]))
        optional = np.concatenate([optional, rng.permutation(rest)[: PROSPECTS - len(optional)]])
    chosen = np.concatenate([required, optional]).astype(np.int64)
    place = {int(a): i for i, a in enumerate(chosen)}
    windows = [
        (place[int(a)], *rest)
        for a, *rest in old.windows.tolist()
        if int(a) in place and rest[0] < DAYS
    ]
    free = np.arange(len(chosen)) >= len(required)
    people = replace(
        whole.people, opens=np.full((1, DAYS), 480.0), closes=np.full((1, DAYS), 1110.0),
        most_work=None, nights=None,
        breaks=np.array([(0, d, 780.0, 870.0, 60.0) for d in range(DAYS) if kind == "breaks"])
        .reshape(-1, 5),
    )  # fmt: skip
    accounts = Accounts(
        old.place[chosen], np.ones(len(chosen), np.int64), old.minutes[chosen],
        required=~free, value=np.where(free, np.maximum(10.0, old.value[chosen]), 0.0),
        windows=np.array(windows),
    )  # fmt: skip
    return Problem(whole.minutes, whole.km, np.arange(DAYS), people, accounts)
