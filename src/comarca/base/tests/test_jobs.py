import pytest
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from comarca.base import jobs
from comarca.base.jobs import Job, JobTaken, runner
from comarca.base.tasks import run_job


class NoAccounts(Exception):
    """A named error of the house, whose sentence people may read."""


NoAccounts.__module__ = "comarca.base.tests"


@pytest.fixture(autouse=True)
def _kinds():
    before = dict(jobs._runners)

    @runner("count")
    def count(job):
        job.report(0.5, "half", best=1)
        return {"next": "/done/"}

    @runner("refuse")
    def refuse(job):
        raise NoAccounts("There are no accounts yet. Import some first.")

    @runner("break")
    def break_(job):
        raise ZeroDivisionError

    yield
    jobs._runners.clear()
    jobs._runners.update(before)


def started(kind: str) -> Job:
    job = Job.objects.create(kind=kind)
    assert job.start("here:1:1")
    return job


def test_a_job_is_queued_once_the_transaction_is_committed(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = Job.ask("count", {"n": 1})
        assert not DBTaskResult.objects.exists()
    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.pk]


def test_a_job_runs_to_its_end_and_keeps_what_it_reported(db):
    job = Job.objects.create(kind="count")
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.progress, job.message) == ("done", 1.0, "half")
    assert job.result == {"best": 1, "next": "/done/"}
    run_job.call(job.pk)
    job.refresh_from_db()
    assert job.attempts == 1


@pytest.mark.parametrize(
    ("kind", "error", "sentence"),
    [
        ("refuse", NoAccounts, "There are no accounts yet. Import some first."),
        ("break", ZeroDivisionError, "ZeroDivisionError"),
        ("unknown", jobs.UnknownKind, "unknown"),
    ],
)
def test_an_exception_becomes_a_report(db, kind, error, sentence):
    job = started(kind)
    with pytest.raises(error):
        jobs.run(job)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", sentence)


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_report(db):
    waiting, running = Job.objects.create(kind="count"), started("count")
    waiting.cancel()
    assert waiting.state == "cancelled"
    assert not waiting.start("here:1:1")
    running.cancel()
    assert running.state == "running"
    jobs.run(running)
    running.refresh_from_db()
    assert (running.state, running.result) == ("cancelled", {"best": 1})


def test_of_two_workers_one_wins(db):
    job = Job.objects.create(kind="count")
    same = Job.objects.get(pk=job.pk)
    assert job.start("a:1:1")
    assert not same.start("b:1:1")


def test_a_worker_that_lost_its_job_cannot_write_into_it(db):
    old = started("count")
    Job.objects.filter(pk=old.pk).update(state="queued")
    new = Job.objects.get(pk=old.pk)
    assert new.start("b:1:1")
    with pytest.raises(JobTaken):
        old.report(0.9, "late")
    old.finish(Job.State.FAILED, error="late")
    new.refresh_from_db()
    assert (new.state, new.message, new.error) == ("running", "", "")


def test_a_stopping_worker_gives_its_job_back_without_losing_an_attempt(db):
    job = started("count")
    jobs.stopping.set()
    try:
        jobs.run(job)
    finally:
        jobs.stopping.clear()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("queued", 0)
    assert DBTaskResult.objects.ready().count() == 1


def test_a_job_speaks_the_language_of_the_page_that_asked(db):
    @runner("speak")
    def speak(job):
        job.report(0.5, str(Job.State.QUEUED.label))
        return {}

    for language, word in (("es", "En cola"), ("en", "Queued")):
        with override(language):
            job = Job.ask("speak", {})
        run_job.call(job.pk)
        job.refresh_from_db()
        assert job.message == word
