"""The plans as JSON: what the map workspace reads and writes."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from comarca.base.dates import today
from comarca.base.history import record
from comarca.base.jobs import Job
from comarca.team.access import current
from comarca.team.models import Person
from comarca.territories import editing, jobs, workspace
from comarca.territories.access import compared_plan, visible_plan
from comarca.territories.activation import CannotActivate
from comarca.territories.colouring import PALETTE_SIZE
from comarca.territories.models import Plan, Proposal, Territory
from comarca.territories.proposals import summary
from comarca.territories.staffing import serve
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


class MeasureIn(Schema):
    """A measure to balance, and how far a territory may stand from its mean."""

    key: str
    tolerance: float = Field(0.05, gt=0, le=10)


class Wishes(Schema):
    """What the optimiser is asked."""

    measures: list[MeasureIn] = Field(min_length=1, max_length=5)
    k: int | None = Field(None, ge=1, le=2000)
    homes: bool = True
    containers: str = Field("landmass", pattern="^(none|landmass|region)$")
    keep_locked: bool = True
    max_moved: float | None = Field(None, ge=0, le=1)
    seed: int = Field(1, ge=0)
    time_limit: float = Field(30, gt=0, le=600)
    subdivide: bool = True


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
def show_workspace(request: HttpRequest, plan_id: int) -> dict[str, Any]:
    """Return the plan with its territories and totals."""
    return workspace.workspace(visible_plan(request, plan_id), current(request))


@router.get("/plans/{int:plan_id}/units", response=dict[str, Any])
def show_units(request: HttpRequest, plan_id: int) -> dict[str, Any]:
    """Return all units of the plan in columns."""
    return workspace.units(visible_plan(request, plan_id), current(request))


@router.post("/plans/{int:plan_id}/edits", response=BOTH)
def edit(request: HttpRequest, plan_id: int, body: Edits) -> Answer:
    """Move units; 409 lists what somebody else has moved meanwhile."""
    plan, person = changeable(request, plan_id)
    return _step(
        plan, body.base_version,
        lambda: editing.apply_moves(plan, person, body.base_version, body.moves),
    )  # fmt: skip


@router.post("/plans/{int:plan_id}/undo", response=BOTH)
def undo(request: HttpRequest, plan_id: int, body: Base) -> Answer:
    """Take back one's own last edit."""
    plan, person = changeable(request, plan_id)
    return _step(plan, body.base_version, lambda: editing.undo(plan, person))


@router.post("/plans/{int:plan_id}/redo", response=BOTH)
def redo(request: HttpRequest, plan_id: int, body: Base) -> Answer:
    """Do again what was undone."""
    plan, person = changeable(request, plan_id)
    return _step(plan, body.base_version, lambda: editing.redo(plan, person))


@router.post("/proposals/{int:proposal_id}/take", response=BOTH)
def take(request: HttpRequest, proposal_id: int, body: Base) -> Answer:
    """Take over a proposal as one edit."""
    plans = Plan.objects.visible_to(current(request))
    proposal = get_object_or_404(Proposal, pk=proposal_id, plan__in=plans)
    plan, person = changeable(request, proposal.plan_id)
    return _step(plan, body.base_version, lambda: editing.take(proposal, person, body.base_version))


def _step(plan: Plan, base_version: int, act: Any) -> Answer:
    """Do one step and return the touched territories, or what stood in its way."""
    try:
        done = act()
    except editing.Conflict as conflict:
        plan.refresh_from_db()
        return Status(409, {
            "detail": str(conflict), "version": plan.version,
            "conflicts": [vars(clash) for clash in conflict.clashes],
            "changes": editing.changes_since(plan, base_version),
        })  # fmt: skip
    except (editing.NothingToUndo, editing.UnknownTerritory, editing.PlanClosed) as refusal:
        return Status(409, {"detail": str(refusal), "version": plan.version})
    totals = Totals(plan)
    touched = {home for _u, before, after in done.moves for home in (before, after)}
    rows = [totals.row(t) for t in totals.territories if t.pk in touched]
    return Status(200, {"version": done.version, "edit_id": done.pk, "territories": rows})


@router.get("/plans/{int:plan_id}/changes", response=dict[str, Any])
def changes(request: HttpRequest, plan_id: int, since: int = 0) -> dict[str, Any]:
    """Return what has changed after a version."""
    plan = visible_plan(request, plan_id)
    return {"version": plan.version, "changes": editing.changes_since(plan, since)}


@router.post("/plans/{int:plan_id}/locks", response=dict[str, Any])
def lock(request: HttpRequest, plan_id: int, body: Locks) -> dict[str, Any]:
    """Hold units where they are, or let them go."""
    plan, person = changeable(request, plan_id)
    count = editing.lock(plan, person, body.units, body.locked)
    return {"units": count, "version": plan.version}


@router.post("/plans/{int:plan_id}/territories", response={201: dict[str, Any]})
def add_territory(request: HttpRequest, plan_id: int, body: TerritoryIn) -> Answer:
    """Add an empty territory."""
    plan, person = changeable(request, plan_id)
    used = set(plan.territories.values_list("code", flat=True))
    number = next(n for n in range(1, len(used) + 2) if f"Z{n:02d}" not in used)
    territory = Territory.objects.create(
        plan=plan, code=f"Z{number:02d}", name=body.name or f"Z{number:02d}",
        colour=len(used) % PALETTE_SIZE,
    )  # fmt: skip
    _serve(territory, body.person, person)
    record(territory, "create", actor=person, after={"name": territory.name})
    return Status(201, Totals(plan).row(territory))


@router.patch("/territories/{int:territory_id}", response=dict[str, Any])
def change_territory(request: HttpRequest, territory_id: int, body: TerritoryIn) -> dict[str, Any]:
    """Rename a territory or give it to another person."""
    territory, person = _territory(request, territory_id)
    before = {"name": territory.name}
    if body.name is not None:
        territory.name = body.name
        territory.save(update_fields=["name"])
    if "person" in body.model_fields_set:
        _serve(territory, body.person, person)
    after = body.model_dump(exclude_unset=True)
    record(territory, "change", actor=person, before=before, after=after)
    return Totals(territory.plan).row(territory)


@router.delete("/territories/{int:territory_id}", response={204: None, 409: dict[str, Any]})
def drop_territory(request: HttpRequest, territory_id: int) -> Status[dict[str, Any] | None]:
    """Delete an empty territory."""
    territory, person = _territory(request, territory_id)
    if territory.assignments.exists() or territory.named_accounts.exists():
        return Status(409, {"detail": _("Move its units to other territories first.")})
    record(territory, "delete", actor=person, before={"name": territory.name})
    territory.delete()
    return Status(204, None)


def _territory(request: HttpRequest, territory_id: int) -> tuple[Territory, Person]:
    plans = Plan.objects.visible_to(current(request))
    territory = get_object_or_404(Territory, pk=territory_id, plan__in=plans)
    plan, person = changeable(request, territory.plan_id)
    territory.plan = plan
    return territory, person


def _serve(territory: Territory, person_id: int | None, actor: Person) -> None:
    """Let a person whom the planner sees serve a territory; None leaves it to nobody."""
    people = Person.objects.visible_to(actor).active()
    chosen = get_object_or_404(people, pk=person_id) if person_id is not None else None
    serve(territory, chosen, today(), actor)


@router.post("/plans/{int:plan_id}/optimise", response={202: dict[str, Any]})
def optimise(request: HttpRequest, plan_id: int, body: Wishes) -> Answer:
    """Ask the worker for three proposals."""
    plan, person = changeable(request, plan_id)
    job = Job.ask(jobs.KIND, {"plan": plan.pk, **body.model_dump()}, person)
    return Status(202, {"job": job.pk})


@router.get("/plans/{int:plan_id}/proposals", response=list[dict[str, Any]])
def proposals(request: HttpRequest, plan_id: int) -> list[dict[str, Any]]:
    """Return the optimiser's answers for a plan."""
    plan = compared_plan(request, plan_id)
    return [summary(proposal) for proposal in plan.proposals.all()]


@router.post("/plans/{int:plan_id}/activate", response=BOTH)
def activate(request: HttpRequest, plan_id: int, body: Day) -> Answer:
    """Put a plan into force from a day on."""
    plan, person = changeable(request, plan_id, "plans.activate")
    if body.day < today():
        reason = _("Choose today or a later day.")
        return Status(409, {"detail": reason, "reasons": [reason]})
    try:
        moved = plan.activate(body.day, person)
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
