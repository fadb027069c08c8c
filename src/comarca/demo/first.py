"""The first alignment: a draft for next year, with the optimiser's proposals."""

from collections.abc import Callable

from django.db import transaction

from comarca.base.dates import today
from comarca.demo.pack import DOMAIN
from comarca.team.models import Person
from comarca.territories.creation import copy_plan
from comarca.territories.models import Coverage, Plan, Proposal, Territory
from comarca.territories.planning.settings import MeasureTarget, OptimiserSettings

# The time is only a safety: the steps end earlier, so that every machine gets the same answer.
SETTINGS = OptimiserSettings(
    measures=(MeasureTarget(key="workload", tolerance=0.05),), time_limit=120
)


def is_made() -> bool:
    """Return whether the draft with its proposals is there."""
    return Proposal.objects.filter(plan__is_generated=True).exists()


def make(progress: Callable[[str], None], part: Callable[[float, str], None]) -> Plan:
    """Copy today's plan and ask the optimiser; all at once, so that a killed run leaves nothing."""
    from comarca.territories.planning.optimise import optimise

    progress("First alignment")

    def report(share: float, message: str = "", **_best: object) -> bool:
        part(share, message)
        return True

    with transaction.atomic():
        director = Person.objects.get(email=f"director@{DOMAIN}")
        now = Plan.objects.in_force(today()).get()
        plan = copy_plan(now, f"Propuesta {today().year + 1}", director)
        name_by_home(plan)
        optimise(plan, SETTINGS, report)
    return plan


def name_by_home(plan: Plan) -> None:
    """Name each territory after its person's home town: provinces no longer say what it is."""
    for coverage in Coverage.objects.filter(territory__plan=plan).select_related("person"):
        Territory.objects.filter(pk=coverage.territory_id).update(name=coverage.person.home_place)
