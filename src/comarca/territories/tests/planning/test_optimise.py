import base64

import pytest
from django.utils.translation import override

from comarca.accounts.models import Site
from comarca.accounts.tests.factories import make_account
from comarca.base.jobs import Job
from comarca.geography.models import Border
from comarca.territories.creation import create_plan
from comarca.territories.models import Proposal
from comarca.territories.planning import jobs
from comarca.territories.planning.arrays import CannotOptimise, PlanArrays
from comarca.territories.planning.containers import containers_of
from comarca.territories.planning.incumbent import Incumbent
from comarca.territories.planning.optimise import optimise
from comarca.territories.planning.pieces import pieces_of
from comarca.territories.planning.sentences import reason
from comarca.territories.planning.settings import OptimiserSettings
from comarca.territories.planning.tradeoff import next_question, tradeoff
from comarca.territories.totals import Totals

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


def test_without_a_plan_the_job_offers_two_fair_whole_proposals(draft, team):
    result = jobs.optimise(ask(draft, team["operations"]))
    found = list(draft.proposals.all())
    assert [p.kind for p in found] == ["compact", "fair"]
    assert result["proposals"] == [p.pk for p in found]
    assert result["next"] == f"/plans/{draft.pk}/proposals/"
    borders = list(Border.objects.filter(layer=draft.layer).values_list("a", "b"))
    for proposal in found:
        assert proposal.report["feasible"]
        columns = proposal.assignment
        homes = dict(zip(columns["unit"], columns["territory"], strict=True))
        assert set(pieces_of(homes, borders).values()) == {1}
        assert max(proposal.report["worst_deviation"].values()) <= 0.1


def test_of_a_plan_the_least_change_is_offered_too_with_a_reason_for_each_unit(plan, team):
    jobs.optimise(ask(plan, team["operations"], homes=False))
    found = {p.kind: p for p in plan.proposals.all()}
    assert list(found) == ["compact", "fair", "least_change"]
    for proposal in found.values():
        assert len(proposal.report["reasons"]) == proposal.report["moved"]["units"]
        assert all(reason(row) for row in proposal.report["reasons"])
    moved = {kind: p.report["moved"]["share"] for kind, p in found.items()}
    assert 0 < moved["least_change"] <= moved["compact"]
    compact, fair = found["compact"].report, found["fair"].report
    assert compact["mean_km"] <= fair["mean_km"] + 1e-9
    assert fair["worst_deviation"]["workload"] <= compact["worst_deviation"]["workload"] + 1e-9


def test_more_answers_join_the_others_and_another_question_begins_anew(draft, team):
    jobs.optimise(ask(draft, team["operations"]))
    first = list(draft.proposals.values_list("pk", flat=True))
    again = jobs.optimise(ask(draft, team["operations"], more=True))
    assert len(again["proposals"]) == 4
    assert set(first) < set(draft.proposals.values_list("pk", flat=True))
    asked = [p.options["measures"][0]["tolerance"] for p in draft.proposals.order_by("pk")]
    assert sorted(set(asked)) == [0.05, 0.1, 0.2]
    chart = tradeoff(draft)
    assert [a.number for a in chart.answers] == list(range(1, 7))
    assert any(a.best for a in chart.answers)
    assert next_question(draft, OptimiserSettings()).seed > WISH["seed"]
    jobs.optimise(ask(draft, team["operations"], homes=False, k=3))
    assert draft.proposals.count() == 2


def test_going_on_takes_the_place_of_what_was_not_finished(draft, team):
    jobs.optimise(ask(draft, team["operations"]))
    begun = draft.proposals.first()
    result = jobs.optimise(ask(draft, team["operations"], start=begun.pk))
    kinds = list(draft.proposals.order_by("kind").values_list("kind", flat=True))
    assert kinds == ["compact", "fair"]
    found = Proposal.objects.get(pk__in=result["proposals"])
    assert found.kind == begun.kind
    assert found.report["mean_km"] <= begun.report["mean_km"] + 1e-9


def test_the_search_shows_the_best_so_far_as_a_sentence_and_a_picture(plan, team):
    said = []
    arrays = PlanArrays(plan, OptimiserSettings.model_validate({**WISH, "homes": False}))
    live = Incumbent(arrays, lambda *given, **best: said.append((given, best)))
    live.tell("fairest", 0.1)
    live.watch(arrays.current)
    live.tell("fairest", 0.2)
    assert said[0][1] == {}
    (_share, text), best = said[1]
    assert f"{best['best']['mean_km']:.1f}".replace(".", ",") in text.replace(".", ",")
    head, _, data = best["picture"].partition(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(data).startswith(b"\x89PNG")


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
    assert len(result["proposals"]) == 1
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
