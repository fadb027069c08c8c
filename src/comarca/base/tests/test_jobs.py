import pytest
from django.utils import timezone
from django.utils.translation import override

from comarca.base import jobs, queue
from comarca.base.jobs import Job, JobTaken, runner


class NoAccounts(Exception):
    """A named error of the house, whose sentence people may read."""


NoAccounts.__module__ = "comarca.base.tests"


@pytest.fixture(autouse=True)
def _kinds():
    before = dict(jobs.kinds)

    @runner("count", "Counting")
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
    jobs.kinds.clear()
    jobs.kinds.update(before)


def started(kind: str) -> Job:
    job = Job.objects.create(kind=kind)
    assert job.start("here:1:1")
    return job


def test_a_job_runs_to_its_end_and_keeps_what_it_reported(db):
    job = Job.ask("count", {"n": 1})
    queue.run(queue.claim("here:1:1"))
    job.refresh_from_db()
    assert (job.state, job.progress, job.message) == ("done", 1.0, "half")
    assert job.result == {"best": 1, "next": "/done/"}
    assert queue.claim("here:1:1") is None
    assert job.title == "Counting"


@pytest.mark.parametrize(
    ("kind", "error", "sentence"),
    [
        ("refuse", NoAccounts, "There are no accounts yet. Import some first."),
        ("break", ZeroDivisionError, "ZeroDivisionError"),
        ("unknown", queue.UnknownKind, "unknown"),
    ],
)
def test_an_exception_becomes_a_report(db, kind, error, sentence):
    job = started(kind)
    with pytest.raises(error):
        queue.run(job)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", sentence)


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_report(db):
    waiting, running = Job.objects.create(kind="count"), started("count")
    waiting.cancel()
    assert waiting.state == "cancelled"
    assert waiting.finished_at
    assert not waiting.start("here:1:1")
    running.cancel()
    assert running.state == "running"
    queue.run(running)
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
        queue.run(job)
    finally:
        jobs.stopping.clear()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.worker) == ("queued", 0, "")
    assert queue.claim("there:1:1") == job


def test_a_job_speaks_the_language_of_the_page_that_asked_else_the_company_s(db, company):
    @runner("speak")
    def speak(job):
        job.report(0.5, str(Job.State.QUEUED.label))
        return {}

    company.language = "es"
    company.save()
    for language, word in (("es", "En cola"), ("en", "Queued"), (None, "En cola")):
        with override(language or "en"):
            job = Job.ask("speak", {})
        if language is None:
            Job.objects.filter(pk=job.pk).update(language="")
            job.refresh_from_db()
        assert job.start("here:1:1")
        queue.run(job)
        job.refresh_from_db()
        assert job.message == word


def test_a_job_s_days_are_the_company_s(db, company):
    seen = []

    @runner("clock")
    def clock(job):
        seen.append(timezone.get_current_timezone_name())
        return {}

    company.timezone = "America/Bogota"
    company.save()
    before = timezone.get_current_timezone_name()
    queue.run(started("clock"))
    assert seen == ["America/Bogota"]
    assert timezone.get_current_timezone_name() == before
