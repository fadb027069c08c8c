"""Make plans: from the team, or as a copy of another."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count

from comarca.accounts.models import Site
from comarca.accounts.placing import working_layer
from comarca.base.events import record
from comarca.geography.models import Layer
from comarca.team.models import Person
from comarca.territories.models import (
    AccountAssignment,
    Coverage,
    Plan,
    Territory,
    UnitAssignment,
)

BATCH = 2000


def planning_layer() -> Layer | None:
    """Return the layer to plan on: the one that holds most accounts, else the company's own."""
    sites = Site.objects.filter(is_main=True, unit__layer__is_ready=True).order_by()
    counts = sites.values("unit__layer").annotate(n=Count("pk")).order_by("-n", "unit__layer")
    most = counts.first()
    return Layer.objects.get(pk=most["unit__layer"]) if most else working_layer()


def create_plan(name: str, layer: Layer, people: Sequence[Person], actor: Person | None) -> Plan:
    """Make a draft with one territory for each person and nothing assigned yet."""
    with transaction.atomic():
        plan = Plan.objects.create(name=name, layer=layer, created_by=actor)
        width = max(2, len(str(len(people))))
        territories = Territory.objects.bulk_create(
            Territory(
                plan=plan,
                code=f"Z{number:0{width}d}",
                name=person.home_place or person.name,
                colour=(number - 1) % 10,
            )
            for number, person in enumerate(people, 1)
        )
        Coverage.objects.bulk_create(
            Coverage(territory=territory, person=person)
            for territory, person in zip(territories, people, strict=True)
        )
        units = layer.units.filter(parent=None).order_by("pk").values_list("pk", flat=True)
        UnitAssignment.objects.bulk_create(
            (UnitAssignment(plan=plan, unit_id=unit) for unit in units), batch_size=BATCH
        )
        record(plan, "created", actor=actor, after={"name": name})
    return plan


def copy_plan(plan: Plan, name: str, actor: Person | None) -> Plan:
    """Make a draft like another plan: its territories, people, units and named accounts."""
    with transaction.atomic():
        draft = Plan.objects.create(
            name=name,
            layer=plan.layer,
            copied_from=plan,
            options=plan.options,
            created_by=actor,
            is_generated=plan.is_generated,
        )
        new = _copy_territories(plan, draft)
        _copy_coverages(plan, new)
        rows = plan.assignments.order_by("pk").values_list("unit", "territory", "is_locked")
        UnitAssignment.objects.bulk_create(
            (
                UnitAssignment(
                    plan=draft, unit_id=unit, territory_id=new.get(old or 0), is_locked=locked
                )
                for unit, old, locked in rows
            ),
            batch_size=BATCH,
        )
        AccountAssignment.objects.bulk_create(
            AccountAssignment(
                plan=draft, account_id=row.account_id, territory_id=new[row.territory_id],
                reason=row.reason,
            )
            for row in plan.named_accounts.all()
        )  # fmt: skip
        record(draft, "created", actor=actor, after={"name": name, "copied_from": plan.pk})
    return draft


def _copy_territories(plan: Plan, draft: Plan) -> dict[int, int]:
    """Copy the territories and return the new id of each old one."""
    old = list(plan.territories.order_by("pk"))
    made = Territory.objects.bulk_create(
        Territory(
            plan=draft, code=t.code, name=t.name, colour=t.colour, is_leaf=t.is_leaf,
            container=t.container,
        )
        for t in old
    )  # fmt: skip
    new = {before.pk: after.pk for before, after in zip(old, made, strict=True)}
    for before in old:
        if before.parent_id is not None:
            Territory.objects.filter(pk=new[before.pk]).update(parent=new[before.parent_id])
    return new


def _copy_coverages(plan: Plan, new: dict[int, int]) -> None:
    """Copy who serves what now; the dates are written when the copy comes into force."""
    rows = Coverage.objects.filter(territory__plan=plan)
    day = plan.shown_on
    rows = rows.filter(valid_to=None) if day is None else rows.on(day)
    Coverage.objects.bulk_create(
        Coverage(territory_id=new[row.territory_id], person_id=row.person_id, role=row.role)
        for row in rows
    )
