"""Who takes which job, and that a schedule always has one run ahead and never two."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from comarca.base import jobs, queue, recovery
from comarca.base.jobs import Job, runner

DEAD = "another-machine:1:1.00"


@pytest.fixture(autouse=True)
def _kinds():
    before = dict(jobs.kinds)
    jobs.kinds.clear()

    @runner("tidy", repeat="every 15 minutes", priority=-5)
    def tidy(job):
        return {}

    @runner("fail", repeat="daily")
    def fail(job):
        raise ZeroDivisionError

    yield
    jobs.kinds.clear()
    jobs.kinds.update(before)


def made(**values) -> Job:
    return Job.objects.create(kind="any", **values)


def open_runs(kind: str) -> list[str]:
    rows = Job.objects.filter(kind=kind, state__in=["queued", "running"])
    return list(rows.values_list("state", flat=True))


def test_the_oldest_due_job_is_first_and_upkeep_comes_after_people(db):
    now = timezone.now()
    upkeep = made(priority=-5, run_at=now - timedelta(hours=2))
    second, first = made(run_at=now - timedelta(minutes=1)), made(run_at=now - timedelta(hours=1))
    made(run_at=now + timedelta(hours=1))
    taken = [queue.claim("w:1:1") for _ in range(4)]
    assert taken == [first, second, upkeep, None]


def test_of_the_claims_of_many_workers_no_two_are_the_same(transactional_db):
    for _ in range(24):
        made()
    taken: dict[str, list[int]] = {f"w:{n}:1": [] for n in range(6)}

    def work(name: str) -> None:
        job: Job | None = None
        while job is not None or not taken[name]:
            try:
                job = queue.claim(name)
            except OperationalError:  # the tests' database in memory refuses where a file waits
                continue
            if job is None:
                break
            taken[name].append(job.pk)
        connection.close()

    threads = [threading.Thread(target=work, args=(name,)) for name in taken]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    every = [pk for found in taken.values() for pk in found]
    # A worker that finds all free rows locked goes home; what is left is still waiting.
    every += [job.pk for job in iter(lambda: queue.claim("last:1:1"), None)]
    assert sorted(every) == sorted(Job.objects.values_list("pk", flat=True))
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


def test_a_waiting_claim_is_stepped_over_where_rows_can_be_locked(transactional_db):
    if connection.vendor != "postgresql":
        # SQLite has one writing lock for the whole file, so there is nothing to step over.
        assert not connection.features.has_select_for_update_skip_locked
        return
    first, second = made(), made()
    other: list[Job | None] = []

    def claim() -> None:
        other.append(queue.claim("b:1:1"))
        connection.close()

    with transaction.atomic():
        assert queue.claim("a:1:1") == first
        thread = threading.Thread(target=claim)
        thread.start()
        thread.join(30)
    assert other == [second]


def test_every_schedule_has_one_run_ahead_however_many_workers_start(db):
    for _ in range(3):
        queue.keep_schedules()
    assert open_runs("tidy") == open_runs("fail") == ["queued"]


def test_a_run_queues_the_next_one_even_when_it_fails(db):
    queue.keep_schedules()
    begun = timezone.now()
    for _ in range(2):
        job = queue.claim("w:1:1")
        try:
            queue.run(job)
        except ZeroDivisionError:
            assert job.kind == "fail"
    assert open_runs("tidy") == open_runs("fail") == ["queued"]
    for job in Job.objects.filter(state="queued"):
        assert job.run_at > begun
    assert queue.claim("w:1:1") is None


def test_the_end_of_a_run_is_written_once_and_so_is_the_next(db):
    queue.keep_schedules()
    job = Job.objects.get(kind="tidy")
    assert job.start("a:1:1")
    same = Job.objects.get(pk=job.pk)
    job.finish(Job.State.DONE)
    same.finish(Job.State.FAILED, error="late")
    assert open_runs("tidy") == ["queued"]
    assert Job.objects.filter(kind="tidy").count() == 2


def test_the_database_refuses_a_second_open_run(db):
    queue.keep_schedules()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="tidy", repeat="every 15 minutes")


def test_a_cancelled_run_is_skipped_and_a_lost_one_is_the_same_run_again(db):
    queue.keep_schedules()
    Job.objects.get(kind="tidy").cancel()
    assert open_runs("tidy") == ["queued"]
    Job.objects.filter(kind="tidy", state="queued").update(
        state="running", worker=DEAD, attempts=1, heartbeat_at=timezone.now() - timedelta(hours=1)
    )
    assert recovery.requeue_lost() == 1
    assert open_runs("tidy") == ["queued"]


def test_a_run_whose_worker_died_three_times_is_reported_and_the_schedule_goes_on(db):
    queue.keep_schedules()
    Job.objects.filter(kind="tidy").update(
        state="running", worker=DEAD, attempts=3, heartbeat_at=timezone.now() - timedelta(hours=1)
    )
    recovery.requeue_lost()
    states = list(Job.objects.filter(kind="tidy").order_by("pk").values_list("state", flat=True))
    assert states == ["failed", "queued"]


def test_a_schedule_that_changed_or_went_is_brought_up_to_date(db):
    queue.keep_schedules()

    @runner("tidy", repeat="weekly")
    def tidy(job):
        return {}

    jobs.kinds.pop("fail")
    queue.keep_schedules()
    assert [job.repeat for job in Job.objects.filter(state="queued")] == ["weekly"]


def test_old_runs_of_schedules_are_forgotten_and_people_s_jobs_kept(db):
    old = timezone.now() - timedelta(days=40)
    mine = made(state="done", finished_at=old)
    made(state="done", finished_at=old, repeat="daily")
    assert queue.forget_scheduled() == 1
    assert list(Job.objects.all()) == [mine]
