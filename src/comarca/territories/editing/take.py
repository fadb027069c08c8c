"""Take over a proposal as one edit, which can be undone like any other."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comarca.team.models import Person
from comarca.territories.editing.apply import apply, state_of
from comarca.territories.editing.errors import Conflict, UnknownTerritory
from comarca.territories.editing.step import Step
from comarca.territories.models import Edit, Plan, Proposal


def take(proposal: Proposal, actor: Person | None, base_version: int) -> Edit:
    """Apply a proposal. Locked units stay where they are; others' moves are not overwritten.

    What the same person changed since the proposal was made gives way to it: undo brings it back.
    """
    plan = proposal.plan
    with transaction.atomic():
        _refuse_others(plan, actor, base_version)
        columns = proposal.assignment
        wanted = dict(zip(columns["unit"], columns["territory"], strict=True))
        now = {row.unit_id: row for row in plan.assignments.all()}
        if set(now) != set(wanted):
            raise UnknownTerritory(_("The plan's units have changed since. Optimise again."))
        step = Step(
            moves=[(u, now[u].territory_id, t) for u, t in wanted.items()
                   if now[u].territory_id != t and not now[u].is_locked],
            territories=_territories(plan, proposal),
            plan=(
                {"options": plan.options, "report": plan.report},
                {"options": proposal.options, "report": _kept(proposal.report)},
            ),
        )  # fmt: skip
        edit = apply(plan, actor, step, "proposal", base_version)
        Proposal.objects.filter(pk=proposal.pk).update(taken_at=timezone.now())
    return edit


def locked_in(proposal: Proposal) -> int:
    """Return how many locked units the proposal would move: they stay where they are."""
    columns = proposal.assignment
    wanted = dict(zip(columns["unit"], columns["territory"], strict=True))
    held = proposal.plan.assignments.filter(is_locked=True)
    return sum(wanted.get(u) != t for u, t in held.values_list("unit", "territory"))


def stayed(count: int) -> str:
    """Return the sentence about locked units that a proposal left where they were."""
    text = ngettext(
        "%(count)s unit stayed where it was because it is locked.",
        "%(count)s units stayed where they were because they are locked.",
        count,
    )
    return text % {"count": number_format(count)}


def _refuse_others(plan: Plan, actor: Person | None, base_version: int) -> None:
    """Refuse where somebody else has moved units since the page was read."""
    edits = plan.edits.filter(version__gt=base_version).exclude(actor=actor)
    other = edits.exclude(moves=[]).select_related("actor").order_by("-version").first()
    if other is not None:
        text = _("%(person)s has moved units since. Look at the plan as it is now, then take it.")
        raise Conflict(plan, [], text % {"person": other.actor or "–"})


def _territories(plan: Plan, proposal: Proposal) -> list[tuple[int, Any, Any]]:
    """Return what becomes of the territories: new ones, containers, colours that would clash."""
    containers = {int(pk): name for pk, name in proposal.report.get("containers", {}).items()}
    before = {t.pk: state_of(t) for t in plan.territories.order_by("pk")}
    made = {row["id"]: {"code": row["code"], "name": row["name"], "colour": -1,
                        "container": "", "person": None}
            for row in proposal.report.get("new", [])}  # fmt: skip
    colour = {int(pk): number for pk, number in proposal.report.get("colours", {}).items()}
    answer: list[tuple[int, Any, Any]] = []
    for pk, state in {**before, **made}.items():
        new = {**state, "colour": colour.get(pk, max(state["colour"], 0)),
               "container": containers.get(pk, state["container"])}  # fmt: skip
        if new != before.get(pk):
            answer.append((pk, before.get(pk), new))
    return answer


def _kept(report: dict[str, Any]) -> dict[str, Any]:
    """Return what the plan keeps of a proposal's report."""
    return {key: value for key, value in report.items() if key not in {"totals", "new", "colours"}}
