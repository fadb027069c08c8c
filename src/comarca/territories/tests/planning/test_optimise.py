import pytest
from django.utils.translation import override

from comarca.accounts.models import Site
from comarca.accounts.tests.factories import make_account
from comarca.base.jobs import Job
from comarca.geography.models import Border
from comarca.territories.creation import create_plan
from comarca.territories.planning import jobs
from comarca.territories.planning.arrays import CannotOptimise
from comarca.territories.planning.containers import containers_of
from comarca.territories.planning.optimise import optimise
from comarca.territories.planning.settings import OptimiserSettings
from comarca.territories.totals import Totals, count_pieces

WISH = {"measures": [{"key": "workload", "tolerance": 0.1}], "time_limit": 3.0, "seed": 4}


@pytest.fixture
def draft(grid, team, accounts):
    """A plan with nothing assigned; the two people live at the two ends."""
    for who, column in (("owner", 0), ("stranger", 3)):
        home = grid.units.get(code=f"1-{column}")
        team[who].home_lon, team[who].home_lat = home.lon, home.lat
        team[who].save()
    return create_plan("New", grid, [team["owner"], team["stranger"]], team["operations"])


def ask(plan, person, **more) -> Job:
    return Job.objects.create(
        kind=jobs.KIND, payload={"plan": plan.pk, **WISH, **more}, requested_by=person
    )


def test_the_job_offers_three_fair_whole_proposals(draft, team):
    result = jobs.optimise(ask(draft, team["operations"]))
    found = list(draft.proposals.all())
    assert [p.kind for p in found] == ["compact", "fair", "least_change"]
    assert result["proposals"] == [p.pk for p in found]
    assert result["next"] == f"/plans/{draft.pk}/proposals/"
    borders = list(Border.objects.filter(layer=draft.layer).values_list("a", "b"))
    for proposal in found:
        assert proposal.report["feasible"]
        columns = proposal.assignment
        homes = dict(zip(columns["unit"], columns["territory"], strict=True))
        assert set(count_pieces(homes, borders).values()) == {1}
        assert max(proposal.report["worst_deviation"].values()) <= 0.1


def test_the_same_seed_gives_the_same_proposals(draft, team):
    jobs.optimise(ask(draft, team["operations"]))
    once = list(draft.proposals.values_list("kind", "assignment"))
    jobs.optimise(ask(draft, team["operations"]))
    assert list(draft.proposals.values_list("kind", "assignment")) == once


def test_each_person_gets_the_side_where_they_live(draft, team):
    jobs.optimise(ask(draft, team["operations"]))
    proposal = draft.proposals.get(kind="compact")
    columns = proposal.assignment
    homes = dict(zip(columns["unit"], columns["territory"], strict=True))
    owners = Totals(draft).owners
    for who, column in (("owner", 0), ("stranger", 3)):
        unit = draft.layer.units.get(code=f"1-{column}").pk
        assert owners[homes[unit]] == team[who]


def test_locked_units_stay(plan, team):
    held = plan.assignments.order_by("unit").first()
    plan.assignments.filter(pk=held.pk).update(is_locked=True)
    jobs.optimise(ask(plan, team["operations"], homes=False, k=2))
    for proposal in plan.proposals.all():
        columns = proposal.assignment
        homes = dict(zip(columns["unit"], columns["territory"], strict=True))
        assert homes[held.unit_id] == held.territory_id


def test_cancelling_keeps_the_best_so_far(draft, team):
    job = ask(draft, team["operations"])
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)
    job.refresh_from_db()
    result = jobs.optimise(job)
    assert 1 <= len(result["proposals"]) < 3
    assert len(draft.proposals.get(pk=result["proposals"][0]).assignment["unit"]) == 12


def test_without_homes_or_work_the_remedy_is_named(draft, team):
    Site.objects.all().delete()
    with override("en"), pytest.raises(CannotOptimise, match="account"):
        optimise(draft, OptimiserSettings.model_validate(WISH), lambda *a, **k: True)
    type(team["owner"]).objects.update(home_lon=None, home_lat=None)
    make_account(unit=draft.layer.units.first(), workload_hours=3)
    with override("en"), pytest.raises(CannotOptimise, match="home"):
        optimise(draft, OptimiserSettings.model_validate(WISH), lambda *a, **k: True)


def test_a_unit_too_heavy_for_one_is_cut_into_cells_with_its_accounts(draft, team):
    unit = draft.layer.units.get(code="1-1")
    for n in range(40):
        make_account(unit=unit, lon=unit.lon + n * 1e-3 - 0.02, lat=unit.lat, workload_hours=10)
    jobs.optimise(ask(draft, team["operations"]))
    assert not draft.assignments.filter(unit=unit).exists()
    cells = draft.assignments.filter(unit__parent=unit)
    assert cells.count() > 10
    assert Site.objects.filter(unit__in=cells.values("unit")).count() == 41


def test_islands_keep_their_own_people_and_small_outposts_join_the_mainland():
    land = ["0", "0", "0", "1", "2", "3"]
    region = ["28", "28", "08", "07", "51", "35"]
    found = containers_of("landmass", land, region, [10, 10, 10, 9, 0.5, 8], 4)
    assert found == ["", "", "", "07", "", "35"]
    assert containers_of("region", land, region, [1] * 6, 4) == region
    assert set(containers_of("none", land, region, [1] * 6, 4)) == {""}
