"""The pages of plans: who may open them, who may change something, and what they say."""

from itertools import pairwise

import pytest

from comarca.geography.models import Border, GeoUnit, Layer
from comarca.team.tests.people import make_company, make_team
from comarca.territories.creation import create_plan
from comarca.territories.editing.units import apply_moves
from comarca.territories.models import Plan, Proposal

pytestmark = pytest.mark.django_db
PLANNERS = ("administrator", "operations", "manager", "stranger_manager")
OTHERS = ("owner", "stranger")


@pytest.fixture
def team():
    make_company()
    return make_team()


@pytest.fixture
def layer():
    layer = Layer.objects.create(
        code="row", name="A row", level="unit", source=Layer.Source.FILE, is_ready=True
    )
    units = [
        GeoUnit.objects.create(
            layer=layer, code=str(n), name=f"Unit {n}", level="unit", lon=n, lat=0
        )
        for n in range(4)
    ]
    for a, b in pairwise(units):
        Border.objects.create(layer=layer, a=a, b=b)
    return layer


@pytest.fixture
def plan(team, layer):
    plan = create_plan("Plan 2027", layer, [team["owner"], team["stranger"]], team["manager"])
    first, second = plan.territories.order_by("pk")
    units = list(layer.units.order_by("pk"))
    moves = [(u.pk, None, (first if n < 2 else second).pk) for n, u in enumerate(units)]
    apply_moves(plan, team["administrator"], plan.version, moves)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def proposal(plan):
    first = plan.territories.order_by("pk").first()
    units = list(plan.layer.units.order_by("pk").values_list("pk", flat=True))
    return Proposal.objects.create(
        plan=plan,
        kind=Proposal.Kind.FAIR,
        plan_version=plan.version,
        options={"measures": [{"key": "workload", "tolerance": 0.1}]},
        assignment={"unit": units, "territory": [first.pk] * 4},
        report={"worst_deviation": {"workload": 0.2}, "mean_km": 3.0, "feasible": False},
    )


READING = ["/map/", "/plans/", "/plans/{plan}/", "/plans/{plan}/proposals/"]
PLANNING = ["/plans/new/", "/plans/{plan}/optimise/", "/plans/{plan}/activate/"]
CHANGES = [
    "/plans/{plan}/copy/",
    "/plans/{plan}/delete/",
    "/plans/first/",
    "/plans/{plan}/proposals/{proposal}/take/",
]


def at(path, plan, proposal):
    return path.format(plan=plan.pk, proposal=proposal.pk)


@pytest.mark.parametrize("path", READING + PLANNING + CHANGES)
def test_nobody_comes_in_without_logging_in(client, plan, proposal, path):
    answer = client.post(at(path, plan, proposal))
    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


@pytest.mark.parametrize("who", [*PLANNERS, "reader"])
@pytest.mark.parametrize("path", READING)
def test_planners_and_readers_read_drafts(client, team, plan, proposal, path, who):
    client.force_login(team[who])
    assert client.get(at(path, plan, proposal)).status_code == 200


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize(
    "path", ["/plans/{plan}/", "/plans/{plan}/proposals/", "/map/?plan={plan}"]
)
def test_a_draft_does_not_exist_for_representatives(client, team, plan, proposal, path, who):
    client.force_login(team[who])
    assert client.get(at(path, plan, proposal)).status_code == 404


@pytest.mark.parametrize("who", PLANNERS)
@pytest.mark.parametrize("path", PLANNING)
def test_planners_open_the_forms(client, team, plan, proposal, path, who):
    """A manager plans a region by hand; what concerns the whole plan is not theirs."""
    client.force_login(team[who])
    expected = 403 if "manager" in who else 200
    assert client.get(at(path, plan, proposal)).status_code == expected


@pytest.mark.parametrize("who", [*OTHERS, "reader"])
@pytest.mark.parametrize("path", PLANNING + CHANGES)
def test_nobody_else_changes_anything(client, team, plan, proposal, path, who):
    client.force_login(team[who])
    assert client.post(at(path, plan, proposal)).status_code in {403, 404}
    assert Plan.objects.count() == 1
    assert not Proposal.objects.get().taken_at


def test_everybody_sees_the_plan_in_force_on_the_map(client, team, plan):
    Plan.objects.update(status=Plan.Status.ACTIVE, effective_from="2020-01-01")
    client.force_login(team["owner"])
    page = client.get("/map/").content.decode()
    assert 'id="workspace"' in page
    assert 'id="lock"' not in page


def test_without_a_plan_the_map_says_what_to_do_next(client, team):
    client.force_login(team["manager"])
    assert 'href="/">' in client.get("/map/").content.decode()


def test_a_copy_is_a_draft_of_its_own(client, team, plan):
    client.force_login(team["manager"])
    client.post(f"/plans/{plan.pk}/copy/", {"name": "Try"})
    copy = Plan.objects.get(name="Try")
    assert copy.assignments.exclude(territory=None).count() == 4


def test_only_drafts_can_be_deleted(client, team, plan):
    client.force_login(team["operations"])
    Plan.objects.update(status=Plan.Status.ACTIVE, effective_from="2020-01-01")
    assert client.post(f"/plans/{plan.pk}/delete/").status_code == 404
    Plan.objects.update(status=Plan.Status.DRAFT, effective_from=None)
    assert client.post(f"/plans/{plan.pk}/delete/").status_code == 302
    assert not Plan.objects.exists()


def test_a_proposal_is_taken_into_the_plan(client, team, plan, proposal):
    client.force_login(team["administrator"])
    answer = client.post(f"/plans/{plan.pk}/proposals/{proposal.pk}/take/")
    assert answer.url == f"/map/?plan={plan.pk}"
    assert plan.assignments.values("territory").distinct().count() == 1


def test_a_proposal_that_would_undo_what_somebody_else_did_changes_nothing(
    client, team, plan, proposal
):
    unit = plan.assignments.order_by("unit").first()
    second = plan.territories.order_by("code").last()
    apply_moves(plan, team["operations"], 1, [(unit.unit_id, unit.territory_id, second.pk)])
    client.force_login(team["administrator"])
    answer = client.post(f"/plans/{plan.pk}/proposals/{proposal.pk}/take/", follow=True)
    assert answer.redirect_chain[0][0].endswith("/proposals/")
    assert "Operations" in answer.content.decode()
    assert plan.assignments.values("territory").distinct().count() == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [({}, "__all__"), ({"use_workload": "on", "centres": "number"}, "k")],
)
def test_the_optimiser_asks_for_what_is_missing(client, team, plan, values, field):
    client.force_login(team["administrator"])
    sent = {"centres": "homes", "containers": "none", "time_limit": "15", **values}
    answer = client.post(f"/plans/{plan.pk}/optimise/", sent)
    assert field in answer.context["form"].errors


def test_the_past_cannot_be_put_into_force(client, team, plan):
    client.force_login(team["operations"])
    answer = client.post(f"/plans/{plan.pk}/activate/", {"day": "2001-01-01"})
    assert "day" in answer.context["form"].errors
    plan.refresh_from_db()
    assert plan.status == Plan.Status.DRAFT


@pytest.mark.parametrize(("home", "centres"), [(None, "as_now"), (1.0, "homes")])
def test_the_optimiser_offers_homes_only_where_one_is_known(client, team, plan, home, centres):
    team["owner"].home_lon = team["owner"].home_lat = home
    team["owner"].save(update_fields=["home_lon", "home_lat"])
    client.force_login(team["administrator"])
    form = client.get(f"/plans/{plan.pk}/optimise/").context["form"]
    assert form["centres"].value() == centres
