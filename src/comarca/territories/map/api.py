"""The plans as JSON: what the map workspace reads and writes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from comarca.base.dates import today
from comarca.team.access import current
from comarca.team.models import Person
from comarca.territories.access import compared_plan, visible_plan
from comarca.territories.editing import errors
from comarca.territories.editing.changes import changes_since
from comarca.territories.editing.take import locked_in, stayed, take
from comarca.territories.editing.territories import (
    change_territory,
    create_territory,
    delete_territory,
)
from comarca.territories.editing.undo import redo, undo
from comarca.territories.editing.units import apply_moves, lock
from comarca.territories.life.activation import CannotActivate, activate, refusal_of
from comarca.territories.map import workspace
from comarca.territories.models import Edit, Plan, Proposal, Territory
from comarca.territories.planning import jobs
from comarca.territories.planning.settings import OptimiserSettings
from comarca.territories.planning.summary import summary
from comarca.territories.totals import Totals

router = Router(tags=["territories"])
Answer = Status[dict[str, Any]]
BOTH = {200: dict[str, Any], 409: dict[str, Any]}
MOST_MOVES = 60_000


class Base(Schema):
    """The version of the plan that the page knows."""

    base_version: int


class Edits(Base):
    """Moves of units: unit, territory before, territory after."""

    moves: list[tuple[int, int | None, int | None]] = Field(min_length=1, max_length=MOST_MOVES)


class Locks(Schema):
    """Units to hold where they are, or to let go."""

    units: list[int] = Field(max_length=MOST_MOVES)
    locked: bool


class TerritoryIn(Schema):
    """A territory's name and who serves it."""

    name: str | None = Field(None, min_length=1, max_length=150)
    person: int | None = None


class Day(Schema):
    """The day a plan comes into force."""

    day: date


def changeable(
    request: HttpRequest, plan_id: int, action: str = "plans.edit"
) -> tuple[Plan, Person]:
    """Return a plan that the reader may change: 404 unseen, 403 without the role, 409 closed."""
    plan, person = visible_plan(request, plan_id), current(request)
    if not person.may(action):
        raise HttpError(403, _("Your role may read plans, not change them."))
    if not plan.may_change:
        raise HttpError(409, _("This plan is in force or past. Copy it, and change the copy."))
    return plan, person


@router.get("/plans/{int:plan_id}/workspace", response=dict[str, Any])
def show_workspace(
    request: HttpRequest, plan_id: int, proposal: int | None = None
) -> dict[str, Any]:
    """Return the plan with its territories and totals, with those a proposal would add."""
    plan = visible_plan(request, plan_id)
    shown = None
    if proposal is not None:
        compared_plan(request, plan_id)
        shown = get_object_or_404(plan.proposals, pk=proposal)
    return workspace.workspace(plan, current(request), shown)


@router.get("/plans/{int:plan_id}/units", response=dict[str, Any])
def show_units(request: HttpRequest, plan_id: int) -> dict[str, Any]:
    """Return all units of the plan in columns."""
    return workspace.units(visible_plan(request, plan_id), current(request))


@router.post("/plans/{int:plan_id}/edits", response=BOTH)
def edit(request: HttpRequest, plan_id: int, body: Edits) -> Answer:
    """Move units; 409 lists what somebody else has moved meanwhile."""
    plan, person = changeable(request, plan_id)
    return _step(
        plan, body.base_version, lambda: apply_moves(plan, person, body.base_version, body.moves)
    )


@router.post("/plans/{int:plan_id}/undo", response=BOTH)
def undo_last(request: HttpRequest, plan_id: int, body: Base) -> Answer:
    """Take back one's own last edit: a move, a lock, a territory, a proposal taken."""
    plan, person = changeable(request, plan_id)
    return _step(plan, body.base_version, lambda: undo(plan, person))


@router.post("/plans/{int:plan_id}/redo", response=BOTH)
def redo_last(request: HttpRequest, plan_id: int, body: Base) -> Answer:
    """Do again what was undone."""
    plan, person = changeable(request, plan_id)
    return _step(plan, body.base_version, lambda: redo(plan, person))


@router.post("/proposals/{int:proposal_id}/take", response=BOTH)
def take_proposal(request: HttpRequest, proposal_id: int, body: Base) -> Answer:
    """Take over a proposal as one edit; the next page says how many locked units stayed."""
    plans = Plan.objects.visible_to(current(request))
    proposal = get_object_or_404(Proposal, pk=proposal_id, plan__in=plans)
    plan, person = changeable(request, proposal.plan_id)
    held = locked_in(proposal)
    answer = _step(plan, body.base_version, lambda: take(proposal, person, body.base_version))
    if answer.status_code == 200 and held:
        messages.info(request, stayed(held))
    return answer


def _step(plan: Plan, base_version: int, act: Callable[[], Edit]) -> Answer:
    """Do one step and return its version, or what stood in its way."""
    try:
        done = act()
    except errors.Conflict as conflict:
        plan.refresh_from_db()
        return Status(409, {
            "detail": str(conflict), "version": plan.version,
            "conflicts": [vars(clash) for clash in conflict.clashes],
            "changes": changes_since(plan, base_version),
        })  # fmt: skip
    except (errors.NothingToUndo, errors.UnknownTerritory, errors.PlanClosed) as refusal:
        return Status(409, {"detail": str(refusal), "version": plan.version})
    return Status(200, {"version": done.version, "edit_id": done.pk})


@router.get("/plans/{int:plan_id}/changes", response=dict[str, Any])
def changes(request: HttpRequest, plan_id: int, since: int = 0) -> dict[str, Any]:
    """Return what has changed after a version."""
    plan = visible_plan(request, plan_id)
    return {"version": plan.version, "changes": changes_since(plan, since)}


@router.post("/plans/{int:plan_id}/locks", response=dict[str, Any])
def lock_units(request: HttpRequest, plan_id: int, body: Locks) -> dict[str, Any]:
    """Hold units where they are, or let them go; ``units`` counts those that changed."""
    plan, person = changeable(request, plan_id)
    done = lock(plan, person, body.units, body.locked)
    count = len(done.changes["locks"]) if done else 0
    return {"units": count, "version": done.version if done else plan.version}


@router.post("/plans/{int:plan_id}/territories", response={201: dict[str, Any]})
def add_territory(request: HttpRequest, plan_id: int, body: TerritoryIn) -> Answer:
    """Add an empty territory."""
    plan, person = changeable(request, plan_id)
    serving = _chosen_person(body.person, person)
    territory = create_territory(plan, person, body.name or "", serving)
    return Status(201, Totals(plan).row(territory))


@router.patch("/territories/{int:territory_id}", response=BOTH)
def edit_territory(request: HttpRequest, territory_id: int, body: TerritoryIn) -> Answer:
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
        return Status(409, {"detail": str(conflict)})
    territory.refresh_from_db()
    return Status(200, Totals(territory.plan).row(territory))


@router.delete("/territories/{int:territory_id}", response={204: None, 409: dict[str, Any]})
def drop_territory(request: HttpRequest, territory_id: int) -> Status[dict[str, Any] | None]:
    """Delete an empty territory."""
    territory, person = _territory(request, territory_id)
    try:
        delete_territory(territory, person)
    except (errors.TerritoryInUse, errors.Conflict) as refusal:
        return Status(409, {"detail": str(refusal)})
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


@router.post("/plans/{int:plan_id}/optimise", response={202: dict[str, Any]})
def optimise(request: HttpRequest, plan_id: int, body: OptimiserSettings) -> Answer:
    """Ask the worker for three proposals."""
    plan, person = changeable(request, plan_id)
    return Status(202, {"job": jobs.ask(plan, body, person).pk})


@router.get("/plans/{int:plan_id}/proposals", response=list[dict[str, Any]])
def proposals(request: HttpRequest, plan_id: int) -> list[dict[str, Any]]:
    """Return the optimiser's answers for a plan."""
    plan = compared_plan(request, plan_id)
    return [summary(proposal) for proposal in plan.proposals.all()]


@router.post("/plans/{int:plan_id}/activate", response=BOTH)
def put_into_force(request: HttpRequest, plan_id: int, body: Day) -> Answer:
    """Put a plan into force from a day on."""
    plan, person = changeable(request, plan_id, "plans.activate")
    if reason := refusal_of(body.day):
        return Status(409, {"detail": reason, "reasons": [reason]})
    try:
        moved = activate(plan, body.day, person)
    except CannotActivate as refusal:
        return Status(409, {"detail": str(refusal), "reasons": refusal.reasons})
    return Status(200, {"accounts": moved, "day": body.day.isoformat()})


@router.get("/search", response=list[dict[str, Any]])
def search(request: HttpRequest, q: str = "", plan: int | None = None) -> list[dict[str, Any]]:
    """Find people and territories, in a plan or in the one in force."""
    person = current(request)
    plans = Plan.objects.visible_to(person).select_related("layer")
    chosen = plans.filter(pk=plan).first() if plan else plans.in_force(today()).first()
    return workspace.search(person, q, chosen or plans.first())
