"""Many pieces through one interface: processes here, and a real cluster; workers are killed."""

import os
import signal
import time
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from comarca.engine.executors import WorkersLost, executor, run_all


def square(n):
    return n * n


def fail(n):
    raise ValueError(f"piece {n}")


def square_or_die(piece):
    """Square; the first time piece 5 comes up, its worker dies as if the machine did."""
    n, mark = piece
    if n == 5 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.005)
    return n * n


def leave_a_mark(path):
    Path(path).touch()


def always_die(n):
    os.kill(os.getpid(), signal.SIGKILL)


def test_every_piece_is_answered_once():
    answers = list(run_all(square, {n: n for n in range(20)}, partial(executor, None, 2)))
    assert sorted(answers) == [(n, n * n) for n in range(20)]


def test_a_dead_worker_loses_nothing_and_repeats_no_answer(tmp_path):
    pieces = {n: (n, str(tmp_path / "mark")) for n in range(12)}
    answers = list(run_all(square_or_die, pieces, partial(executor, None, 2)))
    assert sorted(answers) == [(n, n * n) for n in range(12)]
    assert (tmp_path / "mark").exists()


def test_workers_that_always_die_are_given_up():
    with pytest.raises(WorkersLost):
        list(run_all(always_die, {0: 0}, partial(executor, None, 1)))


def test_an_error_of_the_work_is_not_hidden():
    with pytest.raises(ValueError, match="piece 1"):
        list(run_all(fail, {1: 1}, partial(executor, None, 1)))


def test_cancelling_stops_early_and_what_waits_is_not_worked_on_behind_it(tmp_path):
    pieces = {n: str(tmp_path / str(n)) for n in range(300)}
    answers = list(run_all(leave_a_mark, pieces, partial(executor, None, 1), lambda done: False))
    for worker in active_children():
        worker.join(30)
    assert answers == []
    assert len(list(tmp_path.iterdir())) < 10


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_cluster_with_a_killed_worker_loses_nobody_and_plans_nobody_twice(tmp_path):
    from distributed import LocalCluster

    pieces = {n: (n, str(tmp_path / "mark")) for n in range(12)}
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        host="127.0.0.1",
    ) as cluster:
        opened = partial(executor, cluster.scheduler_address)
        answers = list(run_all(square_or_die, pieces, opened))
    assert sorted(answers) == [(n, n * n) for n in range(12)]
    assert (tmp_path / "mark").exists()
