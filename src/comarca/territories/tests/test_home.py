"""The home page: what needs attention, by whom it may be seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comarca.accounts.tests.factories import make_account, make_layer, make_unit
from comarca.base.jobs import Job
from comarca.territories.models import Plan, Territory
from comarca.territories.standing import standing

HTMX = {"hx-request": "true", "accept-language": "en"}


@pytest.fixture
def plan(team):
    layer = make_layer()
    here, there = make_unit(layer), make_unit(layer)
    made = Plan.objects.create(
        name="2025", layer=layer, status="active", effective_from="2020-01-01"
    )
    for unit, code in ((here, "1"), (there, "2")):
        territory = Territory.objects.create(plan=made, code=code, name=f"Zone {code}")
        made.assignments.create(unit=unit, territory=territory)
    make_account(unit=here, workload_hours=30)
    make_account(unit=there, workload_hours=10)
    make_account(unit=None)
    return made


def panel(client, person, name="attention"):
    return client.get(f"/panels/home/{name}/{person.pk}/", headers=HTMX).content.decode()


def test_the_page_says_what_needs_attention_and_where_to_see_to_it(client, team, plan):
    client.force_login(team["operations"])
    assert client.get("/").status_code == 200
    page = panel(client, team["operations"])
    assert "1 account is not on the map." in page
    assert 'href="/accounts/?unit=none"' in page
    assert "2 territories are outside their tolerance." in page
    assert "2 territories are served by nobody." in page
    assert f'href="/map/?plan={plan.pk}"' in page
    assert page.index("served by nobody") < page.index("outside their tolerance")


def test_a_representative_is_told_nothing_of_the_whole_plan(client, team, plan):
    client.force_login(team["owner"])
    page = panel(client, team["owner"])
    assert "tolerance" not in page
    assert client.get(f"/panels/home/plan/{team['owner'].pk}/").status_code == 404


def test_nobody_opens_the_home_of_another(client, team, plan):
    client.force_login(team["manager"])
    assert client.get(f"/panels/home/attention/{team['owner'].pk}/").status_code == 404


def test_a_plan_that_comes_into_force_later_is_a_note(client, team, plan):
    day = timezone.localdate() + timedelta(days=20)
    Plan.objects.filter(pk=plan.pk).update(effective_to=day)
    Plan.objects.create(name="2026", layer=plan.layer, status="active", effective_from=day)
    client.force_login(team["operations"])
    assert "“2026” comes into force on" in panel(client, team["operations"])


def test_failed_work_is_told_for_a_week_and_to_those_who_may_see_it(client, team, plan):
    now = timezone.now()
    asked = {"kind": "any", "state": "failed", "requested_by": team["owner"]}
    job = Job.objects.create(**asked, finished_at=now, error="No such file.")
    Job.objects.create(**asked, finished_at=now - timedelta(days=8), error="Old.")
    client.force_login(team["owner"])
    page = panel(client, team["owner"])
    assert "No such file." in page
    assert f'href="/jobs/{job.pk}/"' in page
    assert "Old." not in page
    client.force_login(team["stranger"])
    assert "No such file." not in panel(client, team["stranger"])


def test_the_plan_in_force_is_told_in_figures(client, team, plan):
    client.force_login(team["operations"])
    page = panel(client, team["operations"], "plan")
    assert "2025" in page
    assert "+50.0%" in page
    Plan.objects.all().delete()
    assert "No plan is in force." in panel(client, team["operations"], "plan")


def test_the_figures_follow_the_accounts(team, plan):
    assert standing(plan).over == 2
    unit = plan.assignments.get(territory__code="2").unit
    make_account(unit=unit, workload_hours=20)
    assert standing(plan).over == 0


@pytest.mark.parametrize(
    ("who", "status"), [("operations", 200), ("reader", 200), ("owner", 404), ("stranger", 404)]
)
def test_the_timeline_of_a_territory_is_for_those_who_may_see_it(client, team, plan, who, status):
    territory = plan.territories.first()
    client.force_login(team[who])
    for place, target in (("territory", territory), ("plan", plan)):
        expected = 200 if place == "plan" else status
        address = f"/panels/{place}/timeline/{target.pk}/"
        assert client.get(address, headers=HTMX).status_code == expected, address


def test_a_plan_and_a_territory_show_their_timeline(client, team, plan):
    client.force_login(team["operations"])
    territory = plan.territories.first()
    for path in (f"/plans/{plan.pk}/", f"/plans/territories/{territory.pk}/"):
        assert "/timeline/" in client.get(path).content.decode()
    answer = client.post(f"/timeline/territory/{territory.pk}/comment/", {"text": "Ask Ana."})
    assert answer.url.startswith(f"/plans/territories/{territory.pk}/")
    page = client.get(f"/panels/territory/timeline/{territory.pk}/", headers=HTMX)
    assert "Ask Ana." in page.content.decode()


@pytest.mark.parametrize("accounts", [10, 200])
def test_the_home_page_asks_as_much_however_many_accounts_there_are(
    client, team, plan, accounts, django_assert_num_queries
):
    for _n in range(accounts):
        make_account(unit=None)
    client.force_login(team["operations"])
    standing(plan)
    with django_assert_num_queries(27):
        panel(client, team["operations"])
