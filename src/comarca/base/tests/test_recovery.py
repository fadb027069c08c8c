import os
import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from comarca.base import queue, recovery
from comarca.base.jobs import Job
from comarca.base.workers import Worker, is_dead, is_present, last_seen, own_name, say_alive

DEAD = f"{socket.gethostname()}:{os.getpid()}:1.00"
FAR = "another-machine:1:1.00"


def running(worker: str, silent: timedelta = timedelta(), attempts: int = 1) -> Job:
    return Job.objects.create(
        kind="any",
        state="running",
        worker=worker,
        attempts=attempts,
        heartbeat_at=timezone.now() - silent,
    )


def test_a_process_is_known_by_its_number_and_its_birth():
    assert not is_dead(own_name())
    assert is_dead(DEAD)
    assert not is_dead(FAR)
    assert not is_dead("")


def test_the_job_of_a_dead_process_here_is_queued_again_at_once(db):
    job = running(DEAD)
    assert recovery.requeue_lost() == 1
    job.refresh_from_db()
    assert job.state == "queued"
    assert queue.claim(own_name()) == job
    assert recovery.requeue_lost() == 0


@pytest.mark.parametrize(("silent", "state"), [(30, "running"), (120, "queued")])
def test_another_machine_is_given_a_minute(db, silent, state):
    job = running(FAR, timedelta(seconds=silent))
    recovery.requeue_lost()
    job.refresh_from_db()
    assert job.state == state


def test_a_beating_heart_keeps_the_job(db):
    job = running(own_name(), timedelta(seconds=120))
    recovery.beat(own_name())
    recovery.requeue_lost()
    job.refresh_from_db()
    assert job.state == "running"


def test_after_three_attempts_it_is_reported_and_a_cancelled_one_ends(db):
    tired = running(DEAD, attempts=recovery.MAX_ATTEMPTS)
    unwanted = running(DEAD)
    unwanted.cancel()
    assert recovery.requeue_lost() == 0
    tired.refresh_from_db()
    unwanted.refresh_from_db()
    assert tired.state == "failed"
    assert "3" in tired.error
    assert unwanted.state == "cancelled"


def test_a_worker_is_present_while_it_says_so(db):
    assert not is_present(last_seen())
    say_alive("here:1:1")
    assert is_present(last_seen())
    Worker.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    assert not is_present(last_seen())
    say_alive("here:2:1")
    assert list(Worker.objects.values_list("name", flat=True)) == ["here:2:1"]
