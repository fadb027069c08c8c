"""Who may see and do what, on every route of the visits."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comarca.accounts.models import Account, Ownership, Site
from comarca.accounts.ownership import assign
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.jobs import Job
from comarca.sales.models import Product
from comarca.team.models import Person
from comarca.visits.models import Visit, VisitProduct, WeekPlan
from comarca.visits.tests.conftest import MONDAY

STARTS = MONDAY.isoformat()


@pytest.fixture
def published(week):
    WeekPlan.objects.update(state=WeekPlan.State.PUBLISHED)
    return week


@pytest.mark.parametrize(
    ("who", "sees"),
    [("owner", True), ("manager", True), ("reader", True), ("service", True), ("stranger", False),
     ("stranger_manager", False)],
)  # fmt: skip
def test_who_sees_a_published_week(client, team, published, who, sees):
    client.force_login(team[who])
    answer = client.get(f"/visits/week/?starts={STARTS}")
    assert answer.status_code == 200
    assert (f"{published.visits.count()}</td>" in answer.content.decode()) is sees
    assert client.get(f"/visits/day/?on={STARTS}").status_code == 200


def test_a_reader_sees_no_draft_and_nobody_has_it_in_their_day(client, team, week):
    client.force_login(team["reader"])
    assert "Owner" not in client.get(f"/visits/week/?starts={STARTS}").content.decode()
    client.force_login(team["owner"])
    day = week.visits.first().day
    assert "Bar" not in client.get(f"/visits/day/?on={day}").content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 302), ("manager", 302), ("stranger", 302), ("service", 403), ("reader", 403)],
)
def test_who_plans_and_publishes(client, team, week, who, status):
    client.force_login(team[who])
    assert client.post("/visits/week/propose/", {"starts": STARTS}).status_code == status
    assert Job.objects.exists() is (status == 302)
    assert client.post("/visits/week/publish/", {"starts": STARTS}).status_code == status
    week.refresh_from_db()
    # Whoever does not see the person's week has published none of it.
    assert (week.state == "published") is (who in {"owner", "manager"})


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 302), ("manager", 302), ("service", 302), ("reader", 403), ("stranger", 404)],
)
def test_who_reports(client, team, published, who, status):
    visit = published.visits.first()
    client.force_login(team[who])
    answer = client.post(f"/visits/{visit.pk}/done/", {"outcome": "good", "text": "Offer"})
    assert answer.status_code == status
    assert Activity.objects.exists() is (status == 302)


def test_my_day_shows_stops_in_order_and_what_came_of_them(client, team, published):
    visit = published.visits.order_by("day", "order").first()
    client.force_login(team["owner"])
    page = client.get(f"/visits/day/?on={visit.day}").content.decode()
    names = [one.account.name for one in published.visits.filter(day=visit.day).order_by("order")]
    assert [page.index(name) for name in names] == sorted(page.index(name) for name in names)
    assert "geo:40.4" in page
    client.post(f"/visits/{visit.pk}/done/", {"outcome": "good", "text": "Wants an offer"})
    assert "Wants an offer" in client.get(f"/visits/day/?on={visit.day}").content.decode()


def test_pages_ask_as_often_for_a_thousand_rows_as_for_six(client, team, published):
    day = published.visits.first().day
    pages = [
        ("manager", f"/visits/week/?starts={STARTS}", 28),
        ("manager", f"/visits/weeks/{published.pk}/", 28),
        ("manager", f"/visits/results/?since={STARTS}&until={day}", 24),
        # PostgreSQL is asked once more: whether somebody sees many accounts.
        ("owner", f"/visits/day/?on={day}", 26),
    ]

    def asked():
        counts = []
        for who, page, most in pages:
            client.force_login(team[who])
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            assert len(queries) <= most, page
            counts.append(len(queries))
        return counts

    product = Product.objects.create(code="T1", name="Tea")
    VisitProduct.objects.create(visit=published.visits.filter(day=day).first(), product=product)
    few = asked()
    accounts = Account.objects.bulk_create(
        Account(name=f"Shop {n}", code=f"S{n}", segment="A") for n in range(1000)
    )
    Site.objects.bulk_create(Site(account=one, lon=-3.7, lat=40.4) for one in accounts)
    Ownership.objects.bulk_create(
        Ownership(account=one, person=team["owner"], valid_from=MONDAY) for one in accounts
    )
    visits = Visit.objects.bulk_create(
        Visit(week=published, account=one, day=day, starts=time(9), order=n)
        for n, one in enumerate(accounts)
    )
    VisitProduct.objects.bulk_create(VisitProduct(visit=one, product=product) for one in visits)
    people = Person.objects.bulk_create(
        Person(email=f"p{n}@x.example", name=f"P{n}", role="representative",
               manager=team["manager"]) for n in range(50)
    )  # fmt: skip
    WeekPlan.objects.bulk_create(
        WeekPlan(person=one, starts=MONDAY, state="published") for one in people
    )
    assert asked() == few


@pytest.mark.parametrize("said", ["", "nonsense", "2026-13-40"])
def test_an_address_that_names_no_day_shows_this_week(client, team, said):
    client.force_login(team["manager"])
    assert client.get(f"/visits/week/?starts={said}").status_code == 200
    assert client.get(f"/visits/day/?on={said}").status_code == 200


def test_an_account_that_went_to_somebody_else_leaves_the_day(client, team, published):
    visit = published.visits.filter(day__isnull=False).first()
    assign([(visit.account_id, team["stranger"].pk)], today())
    client.force_login(team["owner"])
    page = client.get(f"/visits/day/?on={visit.day}").content.decode()
    assert visit.account.name not in page
    assert client.post(f"/visits/{visit.pk}/done/", {"outcome": "good"}).status_code == 404


def test_the_audit_log_tells_of_the_week_and_of_the_visit(client, team, week):
    client.force_login(team["manager"])
    client.post("/visits/week/publish/", {"starts": STARTS})
    visit = week.visits.filter(day__isnull=False).first()
    client.post(f"/visits/{visit.pk}/done/", {"outcome": "good"})
    client.force_login(team["administrator"])
    page = client.get("/audit/").content.decode()
    assert visit.account.name in page
    assert "Published" in page
