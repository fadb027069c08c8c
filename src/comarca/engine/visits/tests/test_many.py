"""Many people planned by several workers, one of which is killed at work."""

import json
import multiprocessing
import os
import signal
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from comarca.engine.executors import executor
from comarca.engine.visits.files.groups import groups
from comarca.engine.visits.files.week import read
from comarca.engine.visits.many import plan_all
from comarca.engine.visits.model import Options

STEPS = Options(steps=1500, time_limit=None)
EXAMPLE = Path(__file__).with_name("week.json")


@pytest.fixture(scope="module")
def team():
    """Twelve people, each the example's Ana with accounts of her own."""
    week = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    ana = week["people"][0]
    own = [one for one in week["accounts"] if one.get("people") == [ana["id"]]]
    people = [ana | {"id": f"p{i}"} for i in range(12)]
    accounts = [
        one | {"id": f"{one['id']}-{i}", "people": [f"p{i}"], "lon": one["lon"] + i / 50}
        for i in range(12)
        for one in own
    ]
    kept = {key: week[key] for key in ("format", "starts", "weeks", "holidays", "travel")}
    return groups(read(kept | {"people": people, "accounts": accounts}))


@pytest.fixture(scope="module")
def undisturbed(team):
    return plans(plan_all(team, STEPS, partial(executor, None, 1), 1))


def plans(planned):
    answers = [(one.group.people[0].id, one.result.visits) for one in planned]
    assert Counter(who for who, _ in answers) == {f"p{i}": 1 for i in range(12)}
    return dict(answers)


class Killer:
    """Kills one worker as soon as the first plans are there."""

    def __init__(self, victims):
        self.victims, self.killed = victims, 0

    def __call__(self, share, message):
        if 0 < share < 1 and not self.killed:
            self.killed = self.victims()
            os.kill(self.killed, signal.SIGKILL)
        return True


def test_a_worker_killed_at_work_loses_nobody_and_plans_nobody_twice(team, undisturbed):
    killer = Killer(lambda: multiprocessing.active_children()[0].pid)
    answers = plans(plan_all(team, STEPS, partial(executor, None, 2), 2, killer))
    assert killer.killed
    assert answers == undisturbed


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_so_does_a_cluster(team, undisturbed):
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        host="127.0.0.1",
    ) as cluster:
        killer = Killer(lambda: next(iter(cluster.workers.values())).pid)
        opened = partial(executor, cluster.scheduler_address)
        answers = plans(plan_all(team, STEPS, opened, 2, killer))
    assert killer.killed
    assert answers == undisturbed
