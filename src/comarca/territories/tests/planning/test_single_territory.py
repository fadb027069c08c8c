from comarca.territories.models import Proposal
from comarca.territories.planning.single_territory import lone
from comarca.territories.tests.conftest import territories

LANDMASS = {"containers": "landmass", "measures": [{"key": "workload", "tolerance": 0.05}]}


def test_only_who_is_alone_and_away_from_a_fair_share_is_named():
    load = {1: 10.0, 2: 10.0, 3: 12.0, 4: 10.2}
    found = lone(load, {1: "", 2: "", 3: "07", 4: "35"}, 0.05)
    assert [(each.territory, each.people) for each in found] == [(3, 1.2)]
    assert lone(load, {}, 0.05) == []
    assert lone({1: 0.0, 2: 5.0}, {2: "07"}, 0.05) == []


def test_the_pages_say_what_it_means_for_an_island(client, team, plan):
    first, second = territories(plan)
    plan.territories.filter(pk=second.pk).update(container="07")
    plan.options = LANDMASS
    plan.save()
    proposal = Proposal.objects.create(
        plan=plan, kind="fair", plan_version=1, options=LANDMASS,
        assignment={"unit": [], "territory": []},
        report={"totals": {str(first.pk): {"workload": 10}, str(second.pk): {"workload": 12}},
                "containers": {str(first.pk): "", str(second.pk): "07"}, "moved": {}},
    )  # fmt: skip
    team["manager"].language = "en"
    team["manager"].save()
    client.force_login(team["manager"])
    assert "0.50" in client.get(f"/plans/{plan.pk}/").content.decode()
    page = client.get(f"/plans/{plan.pk}/proposals/").content.decode()
    assert f"<strong>{second.name}</strong> 1.20." in page
    assert "Island territories" in page
    proposal.options = LANDMASS | {"containers": "region"}
    proposal.save()
    assert "across the sea" not in client.get(f"/plans/{plan.pk}/proposals/").content.decode()
