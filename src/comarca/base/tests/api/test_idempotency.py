from datetime import timedelta

import pytest
from django.utils import timezone

from comarca.base.api.idempotency import IdempotencyKey
from comarca.base.jobs import Job


@pytest.fixture
def job(team):
    return Job.objects.create(kind="any", requested_by=team["owner"])


def cancel(client, job, key="k1"):
    return client.post(f"/api/jobs/{job.pk}/cancel", headers={"Idempotency-Key": key})


def test_a_write_sent_twice_is_done_once_and_answered_twice(client, team, job):
    client.force_login(team["owner"])
    first = cancel(client, job)
    Job.objects.filter(pk=job.pk).update(state="running", cancel_requested=False)
    second = cancel(client, job)
    assert (second.status_code, second.content) == (200, first.content)
    assert second["Idempotency-Replayed"] == "true"
    job.refresh_from_db()
    assert not job.cancel_requested


def test_another_write_with_the_same_key_is_refused(client, team, job):
    client.force_login(team["owner"])
    other = Job.objects.create(kind="any", requested_by=team["owner"])
    cancel(client, job)
    answer = cancel(client, other)
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    other.refresh_from_db()
    assert other.state == "queued"


def test_a_refused_write_leaves_its_key_free(client, team, job):
    client.force_login(team["stranger"])
    assert cancel(client, job).status_code == 404
    assert not IdempotencyKey.objects.exists()


def test_a_key_is_its_persons_own(client, team, job):
    client.force_login(team["owner"])
    cancel(client, job)
    client.force_login(team["administrator"])
    assert "Idempotency-Replayed" not in cancel(client, job)


def test_a_write_still_being_done_is_not_done_again(client, team, job):
    IdempotencyKey.objects.create(person=team["owner"], key="k1", digest="x")
    client.force_login(team["owner"])
    assert cancel(client, job).status_code == 409
    IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    assert cancel(client, job).status_code == 200


def test_keys_are_forgotten_after_a_day(client, team, job):
    long_ago = timezone.now() - timedelta(days=2)
    IdempotencyKey.objects.create(
        person=team["owner"], key="old", digest="x", status=200, created_at=long_ago
    )
    client.force_login(team["owner"])
    cancel(client, job)
    assert list(IdempotencyKey.objects.values_list("key", flat=True)) == ["k1"]


def test_a_key_that_is_too_long(client, team, job):
    client.force_login(team["owner"])
    assert cancel(client, job, "k" * 201).status_code == 400
