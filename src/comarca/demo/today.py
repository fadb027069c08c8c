"""Write today's territories as the plan in force, with who serves and owns what."""

from collections.abc import Sequence
from datetime import date

from comarca.accounts.models import Site
from comarca.accounts.ownership import assign
from comarca.demo import zones
from comarca.geography.models import GeoUnit, Layer
from comarca.team.models import Person
from comarca.territories.models import Coverage, Plan, Territory, UnitAssignment

BATCH = 2000
ISLANDS = {"07", "35", "38"}
NAME = "Zonas actuales"


def make_today(
    layer: Layer, representatives: Sequence[Person], since: date, author: Person
) -> Plan:
    """Create the plan in force: provinces, coverages and the owners of all accounts."""
    units = list(layer.units.filter(parent=None).defer("outline").order_by("pk"))
    living = zones.province_of_homes(units, representatives)
    owner = zones.by_province(units, living, zones.neighbouring_provinces(layer))
    plan = Plan.objects.create(
        name=NAME,
        layer=layer,
        status=Plan.Status.ACTIVE,
        effective_from=since,
        created_by=author,
        is_generated=True,
    )
    territories = _territories(plan, units, owner)
    UnitAssignment.objects.bulk_create(
        (
            UnitAssignment(plan=plan, unit=unit, territory=territories[owner[unit.pk].pk])
            for unit in units
        ),
        batch_size=BATCH,
    )
    Coverage.objects.bulk_create(
        Coverage(territory=territory, person_id=person, valid_from=since)
        for person, territory in territories.items()
    )
    from comarca.territories.planning.colouring import recolour

    recolour(plan)
    _own(plan, owner, since)
    return plan


def _territories(
    plan: Plan, units: Sequence[GeoUnit], owner: dict[int, Person]
) -> dict[int, Territory]:
    called = zones.names(units, owner)
    island = {owner[u.pk].pk: u.region_code for u in units if u.region_code in ISLANDS}
    made = Territory.objects.bulk_create(
        Territory(
            plan=plan,
            code=f"Z{number:02d}",
            name=called[person],
            container=island.get(person, ""),
        )
        for number, person in enumerate(sorted(called, key=lambda pk: (called[pk], pk)), 1)
    )
    order = sorted(called, key=lambda pk: (called[pk], pk))
    return dict(zip(order, made, strict=True))


def _own(plan: Plan, owner: dict[int, Person], since: date) -> None:
    """Make the person of each territory the owner of the accounts in it."""
    places = Site.objects.filter(is_main=True, unit__layer=plan.layer)
    pairs = ((account, owner[unit].pk) for account, unit in places.values_list("account", "unit"))
    assign(pairs, since, plan.name, plan.pk)
