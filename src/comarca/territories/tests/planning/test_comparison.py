"""The proposals page speaks in sentences and never calls unfinished work done."""

import pytest
from django.utils.translation import override

from comarca.accounts.models import Account, Ownership
from comarca.base.dates import today
from comarca.base.jobs import Job
from comarca.territories.models import Plan, Proposal
from comarca.territories.planning.comparison import cards, worst_now
from comarca.territories.planning.sentences import advice, advised, progress, violations
from comarca.territories.planning.tradeoff import tradeoff
from comarca.territories.tests.conftest import territories
from comarca.territories.totals import Totals


@pytest.fixture
def unfinished(plan: Plan) -> Proposal:
    first, second = territories(plan)
    units = list(plan.assignments.order_by("unit").values_list("unit", flat=True))
    return Proposal.objects.create(
        plan=plan, kind="fair", plan_version=1,
        options={"measures": [{"key": "workload", "tolerance": 0.1}], "time_limit": 15},
        assignment={"unit": units, "territory": [second.pk] * 12},
        report={
            "stopped": "time", "finished": False, "feasible": False, "mean_km": 12.0,
            "worst_deviation": {"workload": 1.0}, "moved": {"units": 8},
            "reasons": [[units[0], first.pk, second.pk, "nearer", "", 1500.0]],
            "advice": [
                {"code": "tolerance_reached", "territory": "", "unit": "", "measure": "workload",
                 "value": 0.301, "limit": 0.1},
                {"code": "unit_too_heavy", "territory": "", "unit": "Soria",
                 "measure": "workload", "value": 130.0, "limit": 90.0},
            ],
            "violations": [
                {"territory": first.pk, "name": "Bilbao", "what": "tolerance",
                 "measure": "workload", "value": -0.3},
                {"territory": first.pk, "name": "Bilbao", "what": "pieces", "measure": "",
                 "value": 3.0},
                {"territory": first.pk, "name": "Soria", "what": "pieces", "measure": "",
                 "value": 0.0},
            ],
        },
    )  # fmt: skip


def test_what_could_not_be_kept_is_said_in_the_readers_language(unfinished):
    with override("en"):
        assert violations(unfinished) == [
            "Bilbao lies in 3 pieces.",
            "Bilbao: Workload is \u221230.0% from the mean; ±10.0% was asked.",
            "Soria is empty.",
        ]
    with override("es"):
        assert violations(unfinished)[0] == "Bilbao está en 3 trozos."


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_shows_no_data_structure_and_offers_to_go_on(client, team, plan, unfinished,
                                                              language):  # fmt: skip
    team["operations"].language = language
    team["operations"].save()
    client.force_login(team["operations"])
    page = client.get(f"/plans/{plan.pk}/proposals/").content.decode()
    assert "&#x27;what&#x27;" not in page
    assert "{&" not in page
    assert f"/proposals/{unfinished.pk}/go-on/" in page
    assert ("Sin terminar" if language == "es" else "Not finished") in page


def test_what_would_help_is_said_in_sentences(unfinished):
    with override("en"):
        reached, heavy = advice(unfinished)
    assert "±30.5% for Workload, instead of ±10.0%" in reached
    assert heavy.startswith("Soria alone holds 130 of Workload, and a territory may hold 90")


def test_a_region_that_cannot_is_told_by_its_name_and_by_how_much():
    row = {"code": "others_starved", "territory": "", "unit": "Madrid", "measure": "workload",
           "region": "Comunidad de Madrid", "value": 0.852, "limit": 0.95}  # fmt: skip
    with override("en"):
        told = advised(row)
    assert told.startswith("Comunidad de Madrid: With so much of Workload in Madrid, the other")
    assert "hold 85.2% of the mean" in told
    assert "95.0% is the least" in told
    with override("en"):  # answers that were kept before regions were told
        assert advised({k: v for k, v in row.items() if k != "region"}).startswith("With so much")


def test_each_unit_that_moves_has_its_reason_on_a_page(client, team, plan, unfinished,
                                                       django_assert_max_num_queries):  # fmt: skip
    client.force_login(team["operations"])
    address = f"/plans/{plan.pk}/proposals/{unfinished.pk}/moves/"
    client.get(address)
    with django_assert_max_num_queries(20) as few:
        page = client.get(address).content.decode()
    assert "1,5 km" in page or "1.5 km" in page
    Proposal.objects.update(report={
        **unfinished.report, "reasons": unfinished.report["reasons"] * 1000,
    })  # fmt: skip
    with django_assert_max_num_queries(len(few)):
        page = client.get(address).content.decode()
    assert "?page=2" in page


def test_the_chart_tells_which_answers_none_beats(plan, unfinished):
    for worst, km in ((0.02, 15.0), (0.05, 12.0), (0.06, 13.0)):
        unfinished.pk = None
        unfinished.report = {**unfinished.report, "worst_deviation": {"workload": worst},
                             "mean_km": km}  # fmt: skip
        unfinished.save()
    found = tradeoff(plan)
    assert [a.best for a in found.answers] == [False, True, True, False]
    xs = {a.worst: a.x for a in found.answers}
    assert sorted(xs.values()) == [xs[w] for w in sorted(xs)]
    assert all(found.left <= a.x <= found.right and found.top <= a.y <= found.bottom
               for a in found.answers)  # fmt: skip


def test_going_on_asks_the_same_with_more_time(client, team, plan, unfinished):
    client.force_login(team["operations"])
    client.post(f"/plans/{plan.pk}/proposals/{unfinished.pk}/go-on/")
    asked = Job.objects.get().payload
    assert (asked["time_limit"], asked["measures"]) == (60, unfinished.options["measures"])
    assert asked["start"] == unfinished.pk


def test_more_asks_the_same_question_with_another_seed(client, team, plan, unfinished):
    client.force_login(team["operations"])
    client.post(f"/plans/{plan.pk}/proposals/more/")
    asked = Job.objects.get().payload
    assert (asked["more"], asked["seed"], asked["measures"]) == (
        True, 2, unfinished.options["measures"],
    )  # fmt: skip


def test_each_proposal_stands_beside_the_plan_as_it_is(plan, unfinished):
    (card,) = cards(plan, [unfinished])
    assert card.balance[0].now == pytest.approx(1 / 3)
    assert worst_now(Totals(plan))["workload"] == pytest.approx(1 / 3)
    assert [(row.accounts_gained, row.accounts_lost) for row in card.disruption] == [(0, 8), (8, 0)]


def test_who_loses_accounts_is_counted_though_nothing_is_assigned_yet(plan, unfinished, team):
    for account in Account.objects.all():
        Ownership.objects.create(account=account, person=team["owner"], valid_from=today())
    plan.assignments.update(territory=None)
    (card,) = cards(plan, [unfinished])
    assert card.changing_hands == 12


def test_progress_is_a_sentence_with_the_best_so_far():
    with override("en"):
        text = progress("fair", {"worst_deviation": 0.042, "mean_km": 31.5})
    assert text == (
        "Looking for the fairest division… Best so far: at most 4.2% from the mean, 31.5 km on "
        "average."
    )
