"""The planner is compiled before anybody plans, and only while nobody waits for the worker."""

import subprocess
import sys
import time

import psutil
import pytest

from comarca.base.jobs import Job, kinds
from comarca.engine.visits.warm import is_compiled
from comarca.visits.planning import compiling

PLANNED = """
import numpy as np
from comarca.engine.visits import Options, plan
from comarca.engine.visits.kernel import anneal, start
from comarca.engine.visits.replan import nights_of, replan
from comarca.engine.visits.tests.cases import rich

steps = Options(steps=50, time_limit=None)
for seed in range(9):
    week = rich(seed)
    first = plan(week, steps)
    replan(week, first.visits, options=steps, slept=nights_of(week, first))
for one in (anneal.anneal, anneal.keep, anneal.total_cost, start.begin, start.adopt,
            start.restore, start.sleep_at):
    assert not one.stats.cache_misses, one
"""


@pytest.fixture
def job(db, monkeypatch):
    monkeypatch.setattr(compiling, "ended", compiling.Event())
    made = Job.ask("visits.compile", {})
    assert made.start()
    return made


def test_after_it_nothing_is_left_to_be_compiled(job):
    compiling.compile_planner(job)
    assert is_compiled()
    subprocess.run([sys.executable, "-c", PLANNED], check=True)


def test_it_gives_way_to_work_that_somebody_waits_for(job, monkeypatch, tmp_path):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    urgent = Job.ask("visits.propose", {})
    begun = time.monotonic()
    assert compiling.compile_planner(job) == {"stay": True, "compiled": False}
    assert time.monotonic() - begun < 10
    assert Job.objects.due().get() == urgent
    children = [one.cmdline() for one in psutil.Process().children()]
    assert not [one for one in children if "comarca.engine.visits.warm" in one]


def test_it_is_due_by_itself_and_never_before_what_people_ask_for():
    kind = kinds["visits.compile"]
    assert kind.repeat
    assert kind.priority < kinds["visits.propose"].priority
