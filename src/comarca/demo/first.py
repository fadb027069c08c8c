"""The first alignment: a draft for next year, with the optimiser's proposals."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from comarca.base.dates import today
from comarca.demo.pack import DOMAIN
from comarca.team.models import Person
from comarca.territories.creation import copy_plan
from comarca.territories.models import Coverage, Plan, Territory
from comarca.territories.planning.settings import MeasureTarget, OptimiserSettings

# The time is only a safety: the steps end earlier, so that every machine gets the same answer.
SETTINGS = OptimiserSettings(
    measures=(MeasureTarget(key="workload", tolerance=0.05),), time_limit=120
)


@contextmanager
def beside() -> Iterator["First"]:
    """Give the first alignment a process of its own, which seeks while the rest is written."""
    # The engine is heavy, and most of what imports the demo never searches.
    from comarca.territories.planning.optimise import a_process

    with a_process() as pool:
        yield First(pool)


class First:
    """The first alignment: asked as soon as today's territories stand, kept at the end."""

    def __init__(self, pool: Executor) -> None:
        self.pool = pool
        self.asked: Any = None

    def ask(self) -> Plan:
        """Copy today's plan and ask the optimiser."""
        from comarca.territories.planning.optimise import Beside

        director = Person.objects.get(email=f"director@{DOMAIN}")
        now = Plan.objects.in_force(today()).get()
        plan = copy_plan(now, f"Propuesta {today().year + 1}", director)
        name_by_home(plan)
        self.asked = Beside(plan, SETTINGS, self.pool)
        return plan

    def keep(self) -> None:
        """Wait for the optimiser's proposals and keep them."""
        self.asked.keep()


def name_by_home(plan: Plan) -> None:
    """Name each territory after its person's home town: provinces no longer say what it is."""
    for coverage in Coverage.objects.filter(territory__plan=plan).select_related("person"):
        Territory.objects.filter(pk=coverage.territory_id).update(name=coverage.person.home_place)
