"""Who may read and who may change a plan: every route, every kind of person."""

import json

import pytest
from django.urls import URLPattern

from comarca.accounts.tests.factories import make_account, make_unit
from comarca.base.dates import today
from comarca.base.jobs import Job
from comarca.base.search import index, storage
from comarca.base.search.registry import providers
from comarca.territories import urls
from comarca.territories.life.activation import activate
from comarca.territories.map import api
from comarca.territories.models import Plan, Proposal
from comarca.territories.tests.conftest import territories

PLANNERS = ("administrator", "operations", "manager", "stranger_manager")
DECIDERS = ("administrator", "operations")
MANAGERS = (*DECIDERS, "manager")  # who may change the owner's territory
PEOPLE = (*PLANNERS, "owner", "stranger", "service", "reader")
PAGES = ("", "optimise/", "proposals/", "activate/")
TODAY = today()


@pytest.fixture
def proposal(plan: Plan) -> Proposal:
    _first, second = territories(plan)
    units = list(plan.assignments.order_by("unit").values_list("unit", flat=True))
    return Proposal.objects.create(
        plan=plan, kind="fair", plan_version=1,
        assignment={"unit": units, "territory": [second.pk] * 12},
        options={"measures": [{"key": "workload", "tolerance": 0.1}]},
        report={"moved": {"units": 8, "accounts": 8, "share": 0.6}, "mean_km": 3.0,
                "worst_deviation": {"workload": 0.1}},
    )  # fmt: skip


def test_every_page_and_every_call_is_named_here():
    pages = {part.name for part in urls.urlpatterns if isinstance(part, URLPattern)}
    assert pages == {
        "map", "plans", "new", "quick_start", "plan", "copy", "delete", "optimise", "proposals",
        "take", "go_on", "today", "workload", "activate", "territory", "territory_picture",
        "picture", "street_map", "more", "moves",
    }  # fmt: skip
    assert len(api.router.path_operations) == 15


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("page", PAGES)
def test_who_reads_the_pages_of_a_draft(client, team, plan, who, page):
    client.force_login(team[who])
    allowed = {"optimise/": DECIDERS, "activate/": DECIDERS}.get(page, PEOPLE)
    expected = 404 if who not in (*PLANNERS, "reader") else 200 if who in allowed else 403
    assert client.get(f"/plans/{plan.pk}/{page}").status_code == expected


@pytest.mark.parametrize("who", PEOPLE)
def test_who_changes_a_draft_by_its_pages(client, team, plan, proposal, who):
    client.force_login(team[who])
    base = f"/plans/{plan.pk}/"
    may = who in PLANNERS
    posts = [
        (f"{base}copy/", {"name": "B"}),
        (f"{base}optimise/", {"centres": "homes", "containers": "landmass", "tolerance": "5"}),
        (f"{base}proposals/{proposal.pk}/go-on/", {}),
        (f"{base}proposals/more/", {}),
        (f"{base}proposals/{proposal.pk}/take/", {}),
        (f"{base}activate/", {"day": TODAY.isoformat()}),
        ("/plans/first/", {}),
    ]
    for address, values in posts:
        status = client.post(address, values).status_code
        allowed = may if address.endswith("copy/") else who in DECIDERS
        assert (status in {200, 302}) if allowed else (status in {403, 404}), address
    plan.refresh_from_db()
    assert (plan.status == "active") is (who in DECIDERS)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_sees_the_picture_and_the_moves_of_a_proposal(client, team, plan, proposal, who):
    client.force_login(team[who])
    for part in ("map.svg", "moves/"):
        answer = client.get(f"/plans/{plan.pk}/proposals/{proposal.pk}/{part}")
        assert answer.status_code == (200 if who in (*PLANNERS, "reader") else 404)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_deletes_a_draft_and_makes_one(client, team, plan, who):
    client.force_login(team[who])
    may = who in DECIDERS
    assert client.get("/plans/new/").status_code == (200 if may else 403)
    refused = 403 if who in (*PLANNERS, "reader") else 404
    assert client.post(f"/plans/{plan.pk}/delete/").status_code == (302 if may else refused)
    assert Plan.objects.filter(pk=plan.pk).exists() is not may


@pytest.mark.parametrize("who", PEOPLE)
def test_who_reads_and_changes_a_draft_by_the_api(client, team, plan, proposal, who):
    client.force_login(team[who])
    base = f"/api/territories/plans/{plan.pk}/"
    sees = who in (*PLANNERS, "reader")
    first, second = territories(plan)
    unit = plan.assignments.order_by("unit").first().unit_id
    reading = ("workspace", "units", "changes", "proposals", f"compared/{plan.pk}")
    for call in (*reading, f"reach?minutes=10&unit={unit}"):
        assert client.get(base + call).status_code == (200 if sees else 404), call
    bodies = [
        ("post", f"{base}edits", {"base_version": 1, "moves": [[unit, first.pk, second.pk]]}),
        ("post", f"{base}undo", {"base_version": 2}),
        ("post", f"{base}redo", {"base_version": 3}),
        ("post", f"{base}locks", {"units": [unit], "locked": True}),
        ("post", f"{base}territories", {"name": "New"}),
        ("patch", f"/api/territories/territories/{first.pk}", {"name": "Other"}),
        ("delete", f"/api/territories/territories/{first.pk}", {}),
        ("post", f"/api/territories/proposals/{proposal.pk}/take", {"base_version": 1}),
        ("post", f"{base}optimise", {"measures": [{"key": "workload"}]}),
        ("post", f"{base}activate", {"day": TODAY.isoformat()}),
    ]
    for method, address, body in bodies:
        call = getattr(client, method)
        status = call(address, json.dumps(body), content_type="application/json").status_code
        allowed = {200, 201, 202, 204, 409}
        region = {"undo": PLANNERS, "redo": PLANNERS, "locks": MANAGERS, str(first.pk): MANAGERS}
        does = who in region.get(address.rpartition("/")[2], DECIDERS)
        assert (status in allowed) if does else status == (403 if sees else 404), address
    assert Job.objects.exists() is (who in DECIDERS)
    plan.refresh_from_db()
    assert (plan.status == "active") is (who in DECIDERS)


@pytest.mark.parametrize(
    ("who", "seen"), [("owner", 8), ("stranger", 4), ("reader", 12), ("stranger_manager", 12)]
)
def test_in_force_everybody_reads_and_representatives_their_own_part_only(
    client, team, plan, who, seen
):
    activate(plan, TODAY, team["manager"])
    client.force_login(team[who])
    base = f"/api/territories/plans/{plan.pk}/"
    assert len(client.get(f"{base}units").json()["id"]) == seen
    body = client.get(f"{base}workspace").json()
    assert len(body["territories"]) == (2 if seen == 12 else 1)
    assert body["can_edit"] is False
    assert body["bounds"][1] == (40.25 if who == "stranger" else 40.05)
    share = body["territories"][-1]["deviation"]["workload"]
    assert round(share, 3) == (0.333 if who == "owner" else -0.333)
    assert (body["territories"][0]["fair"] or {}).get("workload", 60) == 60
    for page in ("/map/", "/plans/", f"/plans/{plan.pk}/"):
        assert client.get(page).status_code == 200
    compared = client.get(f"/plans/{plan.pk}/proposals/").status_code
    assert compared == (200 if seen == 12 else 404)


def test_in_force_nothing_of_a_plan_changes(client, team, plan):
    activate(plan, TODAY, team["manager"])
    client.force_login(team["manager"])
    base = f"/api/territories/plans/{plan.pk}/"
    for call, body in (("locks", {"units": [], "locked": True}), ("territories", {"name": "X"})):
        answer = client.post(base + call, json.dumps(body), content_type="application/json")
        assert answer.status_code == 409


@pytest.mark.parametrize("address", ["/map/", "/plans/", "/plans/1/", "/plans/1/activate/"])
def test_without_a_log_in_there_are_no_plans(client, company, address):
    assert client.get(address)["Location"].startswith("/account/login/")


def test_the_search_finds_territories_and_people_one_sees(client, team, plan):
    activate(plan, TODAY, team["manager"])
    storage.prepare(providers)
    for kind in ("person", "territory"):
        index.rebuild(kind)
    mine = plan.territories.get(coverages__person=team["owner"])
    wanted = {f"q={mine.name}&kind=territory": mine.name, "q=owner&kind=person": "Owner"}
    for query, found in wanted.items():
        for who in ("manager", "stranger"):
            client.force_login(team[who])
            hits = client.get(f"/api/search?{query}").json()["hits"]
            titles = [hit["title"] for hit in hits if hit["kind"] in {"territory", "person"}]
            assert (found in titles) is (who == "manager"), (query, who)


@pytest.mark.parametrize("address", ["/plans/", "/plans/{}/", "/map/", "/plans/{}/activate/"])
def test_a_page_asks_the_database_as_often_for_many_rows(
    client, team, plan, grid, address, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(team["manager"])
    address = address.format(plan.pk)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    home = territories(plan)[0]
    for number in range(30):
        unit = make_unit(grid, f"many-{number}")
        plan.assignments.create(unit=unit, territory=home)
        make_account(unit=unit)
        plan.territories.create(code=f"X{number}", name="X")
        Plan.objects.create(name="Other", layer=grid)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_reads_a_territory_in_force_and_changes_its_person(client, team, plan, who):
    activate(plan, TODAY, team["manager"])
    client.force_login(team[who])
    first, _second = territories(plan)
    address = f"/plans/territories/{first.pk}/"
    assert client.get(address).status_code == (404 if who == "stranger" else 200)
    person = team["owner" if who != "stranger_manager" else "stranger"]
    answer = client.post(address, {"person": person.pk, "day": TODAY.isoformat()})
    expected = 302 if who in MANAGERS else 404 if who == "stranger" else 403
    assert answer.status_code == expected
