import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comarca.accounts.models import Ownership
from comarca.accounts.tests.factories import make_account
from comarca.base.dates import today
from comarca.base.search import index

WHO = [
    ("administrator", 2), ("operations", 2), ("reader", 2), ("manager", 1), ("owner", 1),
    ("stranger", 0),
]  # fmt: skip


@pytest.fixture
def accounts(team, searchable):
    made = [make_account(name="Ferretería Ñandú"), make_account(name="Ñandú Norte")]
    Ownership.objects.create(account=made[0], person=team["owner"], valid_from=today())
    index.rebuild("account")
    return made


@pytest.mark.parametrize(("who", "seen"), WHO)
def test_page_and_api_show_what_one_may_see(client, team, accounts, who, seen):
    client.force_login(team[who])
    page = client.get("/search/", {"q": "nandu"})
    assert page.status_code == 200
    assert page.content.decode().count("Ñandú") == seen
    found = client.get("/api/search", {"q": "nandu"}).json()
    assert len([hit for hit in found["hits"] if hit["kind"] == "account"]) == seen


def test_a_hit_leads_to_its_page_without_a_script(client, team, accounts):
    client.force_login(team["owner"])
    page = client.get("/search/", {"q": "ferreteria"}).content.decode()
    assert f'href="/accounts/{accounts[0].pk}/"' in page


def test_a_guess_is_shown_as_one(client, team, accounts):
    client.force_login(team["administrator"])
    page = client.get("/search/", {"q": "ferretreia"}).content.decode()
    assert "«ferretreia»" in page or "“ferretreia”" in page
    assert "ferreteria" in page


def test_nobody_logged_in_is_refused(client, company):
    assert client.get("/search/?q=a").status_code == 302
    assert client.get("/api/search?q=a").status_code in {302, 401}


@pytest.mark.parametrize("query", [{"q": "x" * 300}, {"most": "0"}, {"most": "x"}])
def test_a_question_out_of_bounds_is_refused_and_no_crash(client, team, searchable, query):
    client.force_login(team["owner"])
    assert client.get("/api/search", query).status_code in {400, 422}


def test_the_database_is_asked_the_same_for_ten_and_a_thousand(client, team, searchable):
    client.force_login(team["administrator"])
    counts, have = [], 0
    for wanted in (10, 1000):
        for n in range(have, wanted):
            make_account(name=f"Ñandú {n}")
        have = wanted
        index.rebuild("account")
        with CaptureQueriesContext(connection) as queries:
            client.get("/api/search", {"q": "nandu"})
        counts.append(len(queries))
    assert counts[0] == counts[1]
