"""The pages of service: who may do what on every route, the desk, the public form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comarca.base import writing
from comarca.base.objects import find
from comarca.service.cases import editing
from comarca.service.models import Article, Case

READS = {"owner": 200, "manager": 200, "service": 200, "reader": 200, "stranger": 404}
WRITES = {"reader": 403, "stranger": 404, "owner": 302, "manager": 302, "service": 302}
ROUTES = [
    ("get", "/service/cases/{case}/", {}, READS),
    ("get", "/service/?case={case}", {}, READS),
    ("get", "/objects/case/{case}/edit/", {}, {"owner": 200, "reader": 403, "stranger": 404}),
    ("get", "/api/objects/case/{case}", {}, READS),
    ("get", "/panels/account/cases/{account}/", {}, READS),
    ("get", "/service/articles/{article}/", {}, dict.fromkeys(READS, 200)),
    ("get", "/service/articles/{draft}/", {}, {"service": 200, "owner": 200, "reader": 404}),
    ("get", "/objects/queue/", {}, {"service": 200, "reader": 200}),
    ("get", "/objects/queue/new/", {}, {"service": 403, "administrator": 200}),
    ("get", "/objects/service_level/new/", {}, {"owner": 403, "administrator": 200}),
    ("post", "/service/cases/{case}/take/", {}, WRITES),
    ("post", "/service/cases/{case}/answer/",
     {"text": "Hello", "how": "said", "then": "waiting"}, WRITES),
]  # fmt: skip


@pytest.fixture
def values(case, account, django_capture_on_commit_callbacks):
    said = {"title": "Leaks of coffee machines", "text": "Close the tap.", "is_published": True}
    with django_capture_on_commit_callbacks(execute=True):  # the index follows what is committed
        article = writing.create(find("article"), said, None)
    draft = Article.objects.create(title="Draft", text="…", is_published=False)
    return {"case": case.pk, "account": account.pk, "article": article.pk, "draft": draft.pk}


def test_who_may_do_what(client, team, values):
    for method, route, sent, statuses in ROUTES:
        for who, status in statuses.items():
            client.force_login(team[who])
            answer = getattr(client, method)(route.format(**values), sent)
            assert answer.status_code == status, (route, who)
    client.force_login(team["stranger"])
    assert "Coffee" not in client.get("/objects/case/").content.decode()


def test_the_desk_shows_what_is_due_next_in_words_and_is_answered_in_place(
    client, team, queue, case, values
):
    agent = team["service"]
    late = editing.create({"subject": "Later", "queue": queue.pk}, agent)
    client.force_login(agent)
    body = client.get("/service/").content.decode()
    assert body.index("Coffee machine leaks") < body.index("Later")
    assert "left of 2 h" in body
    assert "late (limit 2 h)" in body
    page = client.get(f"/service/?case={case.pk}&whose=next").content.decode()
    assert "Leaks of coffee machines" in page  # the article that its words find
    sent = {"text": "On our way", "how": "said", "then": "solved", "version": case.version,
            "next": "/service/?whose=next"}  # fmt: skip
    answer = client.post(f"/service/cases/{case.pk}/answer/", sent)
    assert answer["Location"] == "/service/?whose=next"
    case.refresh_from_db()
    assert (case.state, case.owner) == ("solved", agent)
    # What was typed on an old page is not lost, and not sent over somebody else's answer.
    stale = client.post(f"/service/cases/{case.pk}/answer/", sent)
    assert stale.status_code == 422
    assert "Somebody else changed this case" in stale.content.decode()
    assert "On our way</textarea>" in stale.content.decode()
    assert client.get("/service/?whose=free").content.decode().count("data-line") == 1
    assert late.owner is None
    answer = client.post(f"/service/cases/{late.pk}/take/", {"next": "https://evil.example/"})
    assert answer["Location"] == f"/service/cases/{late.pk}/"


def test_anybody_may_ask_and_machines_are_kept_out(client, team, account, ana, queue):
    sent = {"name": "Ana", "email": "Ana@sol.example", "subject": "Leak", "text": "Help"}
    assert "website" in client.get("/help/support/").content.decode()
    assert client.post("/help/support/", {**sent, "website": "http://x"}).status_code == 200
    assert not Case.objects.exists()
    assert client.post("/help/support/", {**sent, "email": "no"}).status_code == 422
    body = client.post("/help/support/", sent).content.decode()
    case = Case.objects.get()
    assert case.number in body
    assert (case.account, case.contact, case.origin) == (account, ana, "form")
    statuses = [client.post("/help/support/", sent).status_code for _n in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    assert client.get("/help/other/").status_code == 404
    client.force_login(team["owner"])
    assert "nobody has checked" in client.get(f"/service/cases/{case.pk}/").content.decode()


def test_the_desk_asks_as_often_for_a_thousand_cases_as_for_ten(client, team, queue, account):
    client.force_login(team["service"])
    counts = []
    for many in (10, 200):
        Case.objects.bulk_create(
            Case(number=f"N{many}-{n}", subject=f"S{n}", queue=queue, account=account)
            for n in range(many)
        )
        client.get("/service/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/service/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("said", ["9" * 30, "²", "-1", ""])
def test_a_queue_or_case_that_no_row_has_is_none(client, team, said):
    client.force_login(team["owner"])
    assert client.get("/service/", {"queue": said}).status_code == 200
    assert client.get("/service/", {"case": said}).status_code == 200
