from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from comarca.base.jobs import Job
from comarca.base.workers import say_alive
from comarca.ui.job_text import stage

HTMX = {"hx-request": "true"}
WHO = [
    ("owner", 200), ("administrator", 200), ("operations", 200), ("reader", 200),
    ("manager", 404), ("stranger", 404),
]  # fmt: skip


@pytest.fixture
def job(team):
    return Job.objects.create(kind="any", requested_by=team["owner"], state="running")


@pytest.mark.parametrize(("who", "status"), WHO)
def test_a_job_is_seen_by_whoever_asked_and_those_who_see_everything(
    client, team, job, who, status
):
    client.force_login(team[who])
    assert client.get(f"/jobs/{job.pk}/").status_code == status
    assert client.get(f"/api/jobs/{job.pk}").status_code == status


@pytest.mark.parametrize(("who", "status"), WHO)
def test_and_cancelled_by_the_same_except_readers(client, team, job, who, status):
    expected = 403 if who == "reader" else status
    client.force_login(team[who])
    assert client.post(f"/api/jobs/{job.pk}/cancel").status_code == expected
    job.refresh_from_db()
    assert job.cancel_requested is (expected == 200)
    page = client.post(f"/jobs/{job.pk}/cancel/").status_code
    assert page == (302 if expected == 200 else expected)


def test_the_api_tells_how_far_it_is(client, team, job):
    client.force_login(team["owner"])
    assert client.get(f"/api/jobs/{job.pk}").json() == {
        "id": job.pk, "kind": "any", "state": "running", "progress": 0.0, "message": "",
        "result": {}, "error": "", "cancel_requested": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("result", "header", "value"),
    [
        ({"next": "/map/"}, "HX-Redirect", "/map/"),
        ({}, "HX-Refresh", "true"),
        ({"next": "https://evil.example/"}, "HX-Refresh", "true"),
    ],
)
def test_a_finished_job_leads_on_but_never_away(client, team, job, result, header, value):
    client.force_login(team["owner"])
    assert header not in client.get(f"/jobs/{job.pk}/", headers=HTMX).headers
    job.finish(Job.State.DONE, **result)
    assert client.get(f"/jobs/{job.pk}/", headers=HTMX)[header] == value


def test_a_job_beside_other_work_leaves_the_page_alone(client, team, job):
    client.force_login(team["owner"])
    job.finish(Job.State.DONE, stay=True)
    answer = client.get(f"/jobs/{job.pk}/", headers=HTMX)
    assert not {"HX-Redirect", "HX-Refresh"} & set(answer.headers)
    assert b"hx-get" not in answer.content


def test_without_javascript_the_page_leads_on_too(client, team, job):
    client.force_login(team["owner"])
    assert b'http-equiv="refresh"' in client.get(f"/jobs/{job.pk}/").content
    job.finish(Job.State.DONE, next="/map/")
    assert client.get(f"/jobs/{job.pk}/")["Location"] == "/map/"


def test_a_failure_is_told(client, team, job):
    client.force_login(team["owner"])
    job.finish(Job.State.FAILED, error="There are no accounts yet.")
    assert b"There are no accounts yet." in client.get(f"/jobs/{job.pk}/").content


def test_an_anonymous_browser_is_refused(client, company):
    assert client.get("/jobs/1/").status_code == 302
    assert client.get("/api/jobs/1").status_code in {302, 401}


@pytest.mark.parametrize(
    ("who", "seen"),
    [("owner", 1), ("administrator", 1), ("reader", 1), ("manager", 0), ("stranger", 0)],
)
def test_recent_work_lists_what_one_may_see_and_no_upkeep(client, team, job, who, seen):
    Job.objects.create(kind="upkeep", repeat="daily", requested_by=team["owner"])
    client.force_login(team[who])
    assert len(client.get("/jobs/").context["page"].object_list) == seen


def test_recent_work_asks_the_database_the_same_for_ten_and_many(client, team):
    client.force_login(team["administrator"])
    counts = []
    for wanted in (10, 49):
        while Job.objects.count() < wanted:
            Job.objects.create(kind="any", requested_by=team["owner"], state="done")
        with CaptureQueriesContext(connection) as queries:
            client.get("/jobs/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"state": "running", "message": "0.8806"}, "The work has begun."),
        ({"state": "running", "message": "Reading row 5"}, "Reading row 5"),
        ({"state": "queued"}, "no worker is running"),
        ({"state": "cancelled"}, "Cancelled."),
    ],
)
def test_the_stage_is_a_sentence_and_never_a_raw_figure(client, team, values, sentence):
    job = Job.objects.create(kind="any", requested_by=team["owner"], **values)
    client.force_login(team["owner"])
    with override("en"):
        page = client.get(f"/jobs/{job.pk}/", headers={"accept-language": "en"}).content.decode()
    assert sentence in page
    assert "0.8806" not in page


def test_a_waiting_job_says_how_many_are_before_it(db):
    say_alive("here:1:1")
    first, second = (Job.objects.create(kind="any") for _ in range(2))
    later = Job.objects.create(kind="any", run_at=timezone.now() + timedelta(hours=1))
    with override("en"):
        assert stage(first) == "It waits for a worker and is the next."
        assert stage(second) == "It waits for a worker; 1 job is before it."
        assert stage(later).startswith("Planned for ")
        first.start("here:1:1")
        first.finish(Job.State.DONE)
        assert stage(Job.objects.get(pk=first.pk)) == "Done in 1 second."
