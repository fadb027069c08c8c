import pytest

from comarca.accounts.tests.factories import make_account
from comarca.geography.models import Layer
from comarca.geography.tests.factories import make_grid_layer
from comarca.team.models import Person
from comarca.territories.models import Plan


@pytest.mark.parametrize(
    ("who", "steps"),
    [("administrator", True), ("operations", True), ("manager", False), ("owner", False),
     ("reader", False)],
)  # fmt: skip
def test_planners_see_the_steps_and_others_why_there_is_nothing(client, team, who, steps):
    client.force_login(team[who])
    page = client.get("/start/").content.decode()
    assert ('id="accounts"' in page) is steps


def test_the_first_step_that_is_not_done_is_next(client, team):
    client.force_login(team["administrator"])
    steps = {step.key: step for step in client.get("/start/").context["steps"]}
    assert steps["team"].is_done
    assert steps["accounts"].is_next
    assert not steps["territories"].is_next


def test_home_leads_to_the_first_steps_until_there_is_a_plan(client, team):
    client.force_login(team["administrator"])
    assert client.get("/")["Location"] == "/start/"
    layer = Layer.objects.create(code="l", name="L", level="cell", source="grid")
    Plan.objects.create(name="P", layer=layer)
    page = client.get("/")
    assert page.status_code == 200
    assert "/panels/home/attention/" in page.content.decode()


def test_the_paste_of_the_team_is_for_administrators(client, team):
    for person in team.values():
        if person.role == "representative":
            person.is_active = False
            person.save()
    client.force_login(team["manager"])
    assert b'name="people"' not in client.get("/start/").content
    client.force_login(team["administrator"])
    assert b'name="people"' in client.get("/start/").content


def test_an_anonymous_browser_is_refused(client, company):
    assert client.get("/start/")["Location"].startswith("/account/login/")


def test_a_country_without_a_bundled_map_is_told_where_to_get_one(client, team):
    client.force_login(team["administrator"])
    assert client.get("/start/").context["needs_geography"]
    Layer.objects.create(code="l", name="L", level="cell", source="grid", is_ready=True)
    assert not client.get("/start/").context["needs_geography"]


def test_what_is_missing_is_counted_in_the_steps(client, team):
    unit = make_grid_layer(1, 1).units.get()
    make_account("On the map", unit=unit)
    make_account("Off the map")
    make_account("Closed", status="closed")
    client.force_login(team["administrator"])
    page = client.get("/start/")
    missing = {step.key: step.missing for step in page.context["steps"]}
    assert missing == {"accounts": 1, "team": 2, "territories": 0}
    assert "/accounts/?unit=none" in page.content.decode()
    filled = client.get("/people/paste/?missing=1").context["text"]
    assert filled == "Owner; owner@example.com; \nStranger; stranger@example.com; \n"


def test_territories_are_not_begun_where_none_can_grow(client, team):
    layer = make_grid_layer(1, 2)
    client.force_login(team["administrator"])
    assert client.post("/plans/first/")["Location"] == "/"
    make_account(unit=layer.units.first())
    assert client.post("/plans/first/")["Location"] == "/"
    assert not Plan.objects.exists()
    Person.objects.filter(pk=team["owner"].pk).update(home_lon=0.0, home_lat=40.0)
    client.post("/plans/first/")
    assert [t.coverages.get().person for t in Plan.objects.get().territories.all()] == [
        team["owner"]
    ]
