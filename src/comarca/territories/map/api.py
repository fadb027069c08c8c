"""The plans as JSON: what the map workspace reads and writes."""

from collections.abc import Callable
from typing import Annotated, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from comarca.base.api.errors import Conflict
from comarca.base.api.values import Id, Version
from comarca.team.access import current
from comarca.team.models import Person
from comarca.territories.access import compared_plan, visible_plan
from comarca.territories.editing import errors
from comarca.territories.editing.changes import changes_since
from comarca.territories.editing.region import require_all
from comarca.territories.editing.take import locked_in, stayed, take
from comarca.territories.editing.territories import (
    change_territory,
    create_territory,
    delete_territory,
)
from comarca.territories.editing.undo import redo, undo
from comarca.territories.editing.units import apply_moves, lock
from comarca.territories.life.activation import CannotActivate, activate, refusal_of
from comarca.territories.map import schemas, workspace
from comarca.territories.map.compared import changed_units
from comarca.territories.models import Edit, Plan, Proposal, Territory
from comarca.territories.planning import jobs
from comarca.territories.planning.reach import MOST_ORIGINS, within_drive
from comarca.territories.planning.settings import OptimiserSettings
from comarca.territories.planning.summary import summary
from comarca.territories.totals import Totals

router = Router(tags=["territories"])
STEP = {200: schemas.Step, 409: schemas.Refusal}


def changeable(
    request: HttpRequest, plan_id: int, action: str = "plans.edit"
) -> tuple[Plan, Person]:
    """Return a plan that the reader may change: 404 unseen, 403 without the role, 409 closed."""
    plan, person = visible_plan(request, plan_id), current(request)
    if not person.may(action):
        raise PermissionDenied
    if not plan.may_change:
        text = _("This plan is in force or past. Copy it, and change the copy.")
        raise Conflict(text, code="plan_closed", version=plan.version)
    return plan, person


@router.get("/plans/{int:plan_id}/workspace", response=schemas.Workspace)
def show_workspace(
    request: HttpRequest, plan_id: int, proposal: Id | None = None
) -> dict[str, Any]:
    """Return the plan with its territories and totals, with those a proposal would add."""
    plan = visible_plan(request, plan_id)
    shown = None
    if proposal is not None:
        compared_plan(request, plan_id)
        shown = get_object_or_404(plan.proposals, pk=proposal)
    return workspace.workspace(plan, current(request), shown)


@router.get("/plans/{int:plan_id}/units", response=schemas.UnitColumns)
def show_units(request: HttpRequest, plan_id: int) -> dict[str, Any]:
    """Return all units of the plan in columns."""
    return workspace.units(visible_plan(request, plan_id), current(request))


@router.get("/plans/{int:plan_id}/reach", response=schemas.Reached)
def reach(
    request: HttpRequest,
    plan_id: int,
    minutes: Annotated[float, Query(gt=0, le=600)],
    unit: Annotated[list[Id], Query(min_length=1, max_length=MOST_ORIGINS)],
) -> dict[str, Any]:
    """Return the units within so many minutes' drive of some units, by estimate."""
    return {"unit": within_drive(visible_plan(request, plan_id), unit, minutes)}


@router.get("/plans/{int:plan_id}/compared/{int:other_id}", response=schemas.Compared)
def compared(request: HttpRequest, plan_id: int, other_id: int) -> dict[str, Any]:
    """Return what another plan of the same map gives to somebody else."""
    plan, other = compared_plan(request, plan_id), compared_plan(request, other_id)
    if plan.layer_id != other.layer_id:
        raise Conflict(_("These plans are made of different areas; they cannot be compared."))
    return changed_units(plan, other)


@router.post("/plans/{int:plan_id}/edits", response=STEP)
def edit(request: HttpRequest, plan_id: int, body: schemas.Edits) -> dict[str, int]:
    """Move units; 409 lists what somebody else has moved meanwhile."""
    plan, person = changeable(request, plan_id)
    return _step(
        plan, body.base_version, lambda: apply_moves(plan, person, body.base_version, body.moves)
    )


@router.post("/plans/{int:plan_id}/undo", response=STEP)
def undo_last(request: HttpRequest, plan_id: int, body: schemas.Base) -> dict[str, int]:
    """Take back one's own last edit: a move, a lock, a territory, a proposal taken."""
    plan, person = changeable(request, plan_id)
    return _step(plan, body.base_version, lambda: undo(plan, person))


@router.post("/plans/{int:plan_id}/redo", response=STEP)
def redo_last(request: HttpRequest, plan_id: int, body: schemas.Base) -> dict[str, int]:
    """Do again what was undone."""
    plan, person = changeable(request, plan_id)
    return _step(plan, body.base_version, lambda: redo(plan, person))


@router.post("/proposals/{int:proposal_id}/take", response=STEP)
def take_proposal(request: HttpRequest, proposal_id: int, body: schemas.Base) -> dict[str, int]:
    """Take over a proposal as one edit; the next page says how many locked units stayed."""
    plans = Plan.objects.visible_to(current(request))
    proposal = get_object_or_404(Proposal, pk=proposal_id, plan__in=plans)
    plan, person = changeable(request, proposal.plan_id)
    require_all(person)
    held = locked_in(proposal)
    answer = _step(plan, body.base_version, lambda: take(proposal, person, body.base_version))
    if held:
        messages.info(request, stayed(held))
    return answer


def _step(plan: Plan, base_version: int, act: Callable[[], Edit]) -> dict[str, int]:
    """Do one step and return its version; what stands in its way is a 409 that says it."""
    try:
        done = act()
    except errors.Conflict as conflict:
        plan.refresh_from_db()
        raise Conflict(
            str(conflict),
            version=plan.version,
            conflicts=[vars(clash) for clash in conflict.clashes],
            changes=changes_since(plan, base_version),
        ) from conflict
    except (errors.NothingToUndo, errors.UnknownTerritory, errors.PlanClosed) as refusal:
        raise Conflict(str(refusal), version=plan.version) from refusal
    return {"version": done.version, "edit_id": done.pk}


@router.get("/plans/{int:plan_id}/changes", response=schemas.Changes)
def changes(request: HttpRequest, plan_id: int, since: Version = 0) -> dict[str, Any]:
    """Return what has changed after a version."""
    plan = visible_plan(request, plan_id)
    return {"version": plan.version, "changes": changes_since(plan, since)}


@router.post("/plans/{int:plan_id}/locks", response=schemas.Locked)
def lock_units(request: HttpRequest, plan_id: int, body: schemas.Locks) -> dict[str, int]:
    """Hold units where they are, or let them go; ``units`` counts those that changed."""
    plan, person = changeable(request, plan_id)
    done = lock(plan, person, body.units, body.locked)
    count = len(done.changes["locks"]) if done else 0
    return {"units": count, "version": done.version if done else plan.version}


@router.post("/plans/{int:plan_id}/territories", response={201: schemas.TerritoryOut})
def add_territory(
    request: HttpRequest, plan_id: int, body: schemas.TerritoryIn
) -> Status[dict[str, Any]]:
    """Add an empty territory."""
    plan, person = changeable(request, plan_id)
    serving = _chosen_person(body.person, person)
    territory = create_territory(plan, person, body.name or "", serving)
    return Status(201, Totals(plan).row(territory))


@router.patch("/territories/{int:territory_id}", response=schemas.TerritoryOut)
def edit_territory(
    request: HttpRequest, territory_id: int, body: schemas.TerritoryIn
) -> dict[str, Any]:
    """Rename a territory or give it to another person."""
    territory, actor = _territory(request, territory_id)
    values: dict[str, Any] = {}
    if body.name is not None:
        values["name"] = body.name
    if "person" in body.model_fields_set:
        person = _chosen_person(body.person, actor)
        values["person"] = person.pk if person else None
    try:
        change_territory(territory, actor, **values)
    except errors.Conflict as conflict:
        raise Conflict(str(conflict)) from conflict
    territory.refresh_from_db()
    return Totals(territory.plan).row(territory)


@router.delete("/territories/{int:territory_id}", response={204: None})
def drop_territory(request: HttpRequest, territory_id: int) -> Status[None]:
    """Delete an empty territory."""
    territory, person = _territory(request, territory_id)
    try:
        delete_territory(territory, person)
    except (errors.TerritoryInUse, errors.Conflict) as refusal:
        raise Conflict(str(refusal)) from refusal
    return Status(204, None)


def _territory(request: HttpRequest, territory_id: int) -> tuple[Territory, Person]:
    plans = Plan.objects.visible_to(current(request))
    territory = get_object_or_404(Territory, pk=territory_id, plan__in=plans)
    plan, person = changeable(request, territory.plan_id)
    territory.plan = plan
    return territory, person


def _chosen_person(person_id: int | None, actor: Person) -> Person | None:
    """Return a person whom the planner sees; None leaves the territory to nobody."""
    if person_id is None:
        return None
    people = Person.objects.visible_to(actor).active()
    found: Person = get_object_or_404(people, pk=person_id)
    return found


@router.post("/plans/{int:plan_id}/optimise", response={202: schemas.JobRef})
def optimise(request: HttpRequest, plan_id: int, body: OptimiserSettings) -> Status[dict[str, int]]:
    """Ask the worker for proposals."""
    plan, person = changeable(request, plan_id)
    require_all(person)
    return Status(202, {"job": jobs.ask(plan, body, person).pk})


@router.get("/plans/{int:plan_id}/proposals", response=list[schemas.ProposalOut])
def proposals(request: HttpRequest, plan_id: int) -> list[dict[str, Any]]:
    """Return the optimiser's answers for a plan."""
    plan = compared_plan(request, plan_id)
    return [summary(proposal) for proposal in plan.proposals.all()]


@router.post(
    "/plans/{int:plan_id}/activate",
    response={200: schemas.InForce, 409: schemas.NotInForce},
)
def put_into_force(request: HttpRequest, plan_id: int, body: schemas.Day) -> dict[str, Any]:
    """Put a plan into force from a day on."""
    plan, person = changeable(request, plan_id, "plans.activate")
    if reason := refusal_of(body.day):
        raise Conflict(reason, reasons=[reason])
    try:
        moved = activate(plan, body.day, person)
    except CannotActivate as refusal:
        raise Conflict(str(refusal), reasons=refusal.reasons) from refusal
    return {"accounts": moved, "day": body.day}
