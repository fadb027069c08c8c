from concurrent.futures import ThreadPoolExecutor

import pytest

from comarca.accounts.models import Account
from comarca.demo import build as building
from comarca.demo import first
from comarca.demo.tests.conftest import PROVINCES
from comarca.team.models import Person
from comarca.territories.models import Plan, Proposal


@pytest.fixture
def company(layer, steps):
    building.build(steps.append, layer, PROVINCES)
    living = ["26089", "31201"]
    homes = {u.code: u for u in layer.units.filter(code__in=living)}
    keep = Person.objects.filter(home_place__in=[u.name for u in homes.values()])
    Person.objects.filter(role="representative").exclude(pk__in=keep).update(
        home_lon=None, home_lat=None
    )
    return keep


def test_the_first_alignment_makes_three_proposals_of_a_draft(company):
    with ThreadPoolExecutor(1) as pool:
        search = first.First(pool)
        plan = search.ask()
        assert not plan.proposals.exists()
        search.keep()
    assert plan.status == Plan.Status.DRAFT
    assert plan.is_generated
    kinds = set(Proposal.objects.filter(plan=plan).values_list("kind", flat=True))
    assert kinds == {"compact", "fair", "least_change"}
    for proposal in plan.proposals.all():
        chosen = set(proposal.assignment["territory"])
        assert chosen <= set(plan.territories.values_list("pk", flat=True))
        assert len(proposal.assignment["unit"]) == plan.assignments.count()
    assert Account.objects.filter(sites__unit=None).count() == 0
