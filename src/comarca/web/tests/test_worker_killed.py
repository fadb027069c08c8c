import signal
import sys
from contextlib import ExitStack

import pytest

from comarca.web.tests.installation import Installation, wait_for

WORKER = """
from comarca.web.cli import main, start_application
start_application()
import comarca.web.tests.patient
raise SystemExit(main(["worker", "--interval", "0.05"]))
"""
ASK = """
from comarca.base.jobs import Job
print(Job.ask("patient", {}).pk)
"""

ASK_MANY = """
from comarca.base.jobs import Job
for _ in range(12):
    Job.ask("patient", {})
"""


@pytest.fixture
def installation(tmp_path):
    made = Installation(tmp_path)
    made.prepare()
    return made


def state(installation):
    return installation.row("SELECT state, attempts FROM base_job WHERE kind = 'patient'")


def test_the_job_of_a_killed_worker_is_resumed_by_the_next(installation):
    installation.python(ASK)
    with installation.process(sys.executable, "-c", WORKER) as first:
        wait_for(
            lambda: installation.row(
                "SELECT 1 FROM base_job WHERE kind = 'patient' AND progress > 0"
            ),
            "a start",
        )
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert state(installation) == ("running", 1)
    with installation.process(sys.executable, "-c", WORKER):
        wait_for(lambda: state(installation) == ("running", 2), "the second attempt")
        (installation.folder / "go").touch()
        wait_for(lambda: state(installation) == ("done", 2), "the end")


def test_a_worker_told_to_stop_gives_its_job_back(installation):
    installation.python(ASK)
    with installation.process(sys.executable, "-c", WORKER) as worker:
        wait_for(
            lambda: installation.row(
                "SELECT 1 FROM base_job WHERE kind = 'patient' AND progress > 0"
            ),
            "a start",
        )
        worker.terminate()
        assert worker.wait(timeout=20) == 0
    assert state(installation) == ("queued", 0)
    assert installation.row("SELECT count(*) FROM base_worker") == (0,)


def test_several_workers_share_the_jobs_and_do_each_once(installation):
    installation.python(ASK_MANY)
    (installation.folder / "go").touch()
    command = (sys.executable, "-c", WORKER.replace('"0.05"', '"0.05", "--batch"'))
    with ExitStack() as stack:
        workers = [stack.enter_context(installation.process(*command)) for _ in range(3)]
        assert [worker.wait(timeout=60) for worker in workers] == [0, 0, 0]
    done = "SELECT count(*), max(attempts) FROM base_job WHERE kind = 'patient' AND state = 'done'"
    assert installation.row(done) == (12, 1)
