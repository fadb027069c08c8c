import json

import pytest

from comarca.base.dates import today
from comarca.team.models import Person
from comarca.territories.editing.region import OutsideRegion, planned_by
from comarca.territories.editing.take import take
from comarca.territories.editing.undo import undo
from comarca.territories.editing.units import apply_moves
from comarca.territories.life.activation import activate
from comarca.territories.life.staffing import serve
from comarca.territories.models import Proposal
from comarca.territories.tests.conftest import territories

OTHERS = (("stranger_manager", 403), ("reader", 403), ("owner", 404), ("stranger", 404))


@pytest.fixture
def region(plan, team):
    """The plan with a third territory, which the owner's colleague serves, and its unit."""
    mate = Person.objects.create_user(
        "mate@example.com", name="Mate", role="representative", manager=team["manager"]
    )
    third = plan.territories.create(code="Z03", name="Third")
    third.coverages.create(person=mate)
    unit = plan.assignments.filter(territory=territories(plan)[0]).order_by("unit").first().unit_id
    return plan, third, unit, mate


def send(client, method, address, body):
    call = getattr(client, method)
    return call(f"/api/territories/{address}", json.dumps(body), content_type="application/json")


def within(region):
    """Name every call by which a region is planned, in an order in which each succeeds."""
    plan, third, unit, mate = region
    first, base = territories(plan)[0], f"plans/{plan.pk}"
    return [
        ("post", f"{base}/edits", {"base_version": 1, "moves": [[unit, first.pk, third.pk]]}),
        ("post", f"{base}/undo", {"base_version": 2}),
        ("post", f"{base}/redo", {"base_version": 3}),
        ("post", f"{base}/locks", {"units": [unit], "locked": True}),
        ("post", f"{base}/territories", {"name": "New", "person": mate.pk}),
        ("patch", f"territories/{first.pk}", {"name": "Other"}),
        ("patch", f"territories/{first.pk}", {"person": mate.pk}),
    ]


def test_a_manager_plans_the_territories_of_their_own_people(client, team, region):
    client.force_login(team["manager"])
    answers = [send(client, *call) for call in within(region)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 201, 200, 200]
    new = answers[4].json()["id"]
    assert send(client, "delete", f"territories/{new}", {}).status_code == 204
    assert planned_by(region[0], team["manager"]) == {territories(region[0])[0].pk, region[1].pk}


@pytest.mark.parametrize(("who", "status"), OTHERS)
def test_nobody_else_of_the_field_plans_them(client, team, region, who, status):
    client.force_login(team[who])
    for call in within(region):
        expected = status
        if who == "stranger_manager" and call[1].endswith(("undo", "redo")):
            expected = 409  # they have nothing of their own to undo
        if who == "stranger_manager" and "person" in call[2]:
            expected = 404  # nor do they see the person
        assert send(client, *call).status_code == expected, call
    first = territories(region[0])[0]
    assert send(client, "delete", f"territories/{first.pk}", {}).status_code == status
    region[0].refresh_from_db()
    assert region[0].version == 1


def test_a_manager_changes_nothing_of_another_region(client, team, region):
    plan, third, unit, _mate = region
    first, second = territories(plan)[:2]
    foreign = plan.assignments.filter(territory=second).first().unit_id
    loose = plan.assignments.filter(territory=second).last()
    plan.assignments.filter(pk=loose.pk).update(territory=None)
    client.force_login(team["manager"])
    base, stranger = f"plans/{plan.pk}", team["stranger"]
    calls = [
        ("post", f"{base}/edits", {"base_version": 1, "moves": [[unit, first.pk, second.pk]]}),
        ("post", f"{base}/edits", {"base_version": 1, "moves": [[unit, first.pk, None]]}),
        ("post", f"{base}/edits", {"base_version": 1, "moves": [[foreign, second.pk, third.pk]]}),
        ("post", f"{base}/edits", {"base_version": 1, "moves": [[foreign, first.pk, third.pk]]}),
        ("post", f"{base}/edits", {"base_version": 1, "moves": [[loose.unit_id, None, third.pk]]}),
        ("post", f"{base}/locks", {"units": [unit, foreign], "locked": True}),
        ("post", f"{base}/territories", {"name": "Nobody's"}),
        ("patch", f"territories/{second.pk}", {"name": "Mine"}),
        ("patch", f"territories/{first.pk}", {"person": None}),
        ("delete", f"territories/{second.pk}", {}),
    ]
    for call in calls:
        answer = send(client, *call)
        assert answer.status_code == 403, call
        assert "people" in answer.json()["message"] or "equipo" in answer.json()["message"]
    # People of another region do not exist for a manager.
    answer = send(client, "patch", f"territories/{first.pk}", {"person": stranger.pk})
    assert answer.status_code == 404
    plan.refresh_from_db()
    assert (plan.version, plan.edits.count()) == (1, 0)


def test_what_has_gone_to_another_region_meanwhile_is_not_taken_back(team, region):
    plan, third, unit, _mate = region
    apply_moves(plan, team["manager"], 1, [(unit, territories(plan)[0].pk, third.pk)])
    third.coverages.update(person=team["stranger"])
    with pytest.raises(OutsideRegion):
        undo(plan, team["manager"])
    assert plan.assignments.get(unit=unit).territory_id == third.pk


def test_the_optimiser_is_of_those_who_plan_the_whole_company(client, team, region):
    plan, third, unit, _mate = region
    home = dict(plan.assignments.values_list("unit", "territory")) | {unit: third.pk}
    proposal = Proposal.objects.create(
        plan=plan, kind="fair", plan_version=1,
        assignment={"unit": list(home), "territory": list(home.values())},
    )  # fmt: skip
    with pytest.raises(OutsideRegion):
        take(proposal, team["manager"], 1)
    assert plan.assignments.get(unit=unit).territory_id != third.pk
    for who, offered in (("manager", False), ("operations", True)):
        client.force_login(team[who])
        for page in (f"/plans/{plan.pk}/", f"/map/?plan={plan.pk}"):
            text = client.get(page).content.decode()
            assert (f"/plans/{plan.pk}/optimise/" in text) is offered
            assert ("note-region" in text) is not offered
        assert client.get(f"/plans/{plan.pk}/optimise/").status_code == (200 if offered else 403)


@pytest.mark.parametrize("in_force", [False, True])
def test_a_manager_staffs_their_own_territories_only(client, team, region, in_force):
    plan, _third, _unit, mate = region
    first, second = territories(plan)[:2]
    if in_force:
        activate(plan, today(), team["operations"])
    for territory, person in ((second, mate), (first, team["stranger"]), (first, None)):
        with pytest.raises(OutsideRegion):
            serve(territory, person, today(), team["manager"])
    client.force_login(team["manager"])
    sent = {"person": mate.pk, "day": today().isoformat()}
    address = f"/plans/territories/{second.pk}/"
    assert 'name="person"' not in client.get(address).content.decode()
    assert client.post(address, sent).status_code == 403
    assert client.post(f"/plans/territories/{first.pk}/", sent).status_code == 302
    assert first.coverages.filter(person=mate).exists()
