"""Keep an answer of the engine as a proposal, with territories named by their ids."""

from typing import Any

import numpy as np

from comarca.engine.geometry import project
from comarca.engine.territories import Result, assign_people
from comarca.territories.models import Proposal
from comarca.territories.planning.arrays import Ints, PlanArrays, Served
from comarca.territories.planning.colouring import colours
from comarca.territories.planning.explained import advice_rows, reason_rows
from comarca.territories.planning.picture import picture_of
from comarca.territories.planning.settings import OptimiserSettings


def keep(
    arrays: PlanArrays, kind: str, result: Result, job: Any, settings: OptimiserSettings
) -> Proposal:
    """Write one answer as a proposal of the plan.

    Drawing its picture takes seconds: who has cancelled is not kept waiting for it, the page draws
    it when it is looked at.
    """
    proposal = _write(arrays, kind, result, job, settings)
    if result.stopped != "cancelled":
        Proposal.objects.filter(pk=proposal.pk).update(picture=picture_of(proposal))
    return proposal


def _write(
    arrays: PlanArrays, kind: str, result: Result, job: Any, settings: OptimiserSettings
) -> Proposal:
    order = served_by(arrays, result)
    chosen = np.array([t.pk for t, _p in order])[result.territory]
    names = arrays.containers[1]
    return Proposal.objects.create(
        plan=arrays.plan,
        job=job,
        kind=kind,
        plan_version=arrays.plan.version,
        options=settings.stored(),
        assignment={"unit": arrays.units.tolist(), "territory": chosen.tolist()},
        report={
            **_figures(arrays, result, chosen),
            "containers": {
                str(t.pk): names[int(result.container[n])] for n, (t, _p) in enumerate(order)
            },
            "colours": colours_of(arrays, chosen),
            "new": _new_territories(arrays, order, chosen),
            "violations": [
                {
                    "territory": order[v.territory][0].pk, "name": order[v.territory][0].name,
                    "what": v.what, "measure": v.measure, "value": v.value,
                }
                for v in result.violations
            ],
            "advice": advice_rows(arrays, result, order),
            "reasons": reason_rows(arrays, result, order),
        },
    )  # fmt: skip


def _new_territories(arrays: PlanArrays, order: list[Served], chosen: Ints) -> list[dict[str, Any]]:
    """Return the territories the plan does not have yet, each named after its heaviest unit."""
    answer = []
    for territory, _person in order:
        inside = np.flatnonzero(chosen == territory.pk)
        if territory.pk < 0 and len(inside):
            name = arrays.rows[int(inside[np.argmax(arrays.weight[inside])])][5]
            answer.append({"id": territory.pk, "code": territory.code, "name": name})
    return answer


def colours_of(arrays: PlanArrays, chosen: Ints) -> dict[str, int]:
    """Return the colour of each territory: its own in the plan, unless a neighbour has it."""
    before = {t.pk: t.colour for t in arrays.totals.territories}
    found = colours(arrays.edges[0], chosen, before)
    return {str(pk): colour for pk, colour in found.items()}


def served_by(arrays: PlanArrays, result: Result) -> list[Served]:
    """Return the territory that stands for each of the engine's.

    Where nothing is assigned yet it is the one whose person lives nearest.
    """
    if arrays.current is not None:
        return arrays.order  # the engine has kept to the territories as they are
    living = [(t, p) for t, p in arrays.order if p is not None and p.home_lon is not None]
    if arrays.settings.homes or len(living) < len(arrays.order):
        return arrays.order
    flat = project(np.vstack([arrays.lonlat, [[p.home_lon, p.home_lat] for _t, p in living]]))
    weight = arrays.weight + 1e-9
    inside = np.bincount(result.territory, weights=weight, minlength=len(living))
    middle = np.column_stack([
        np.bincount(result.territory, weights=weight * flat[: len(weight), axis],
                    minlength=len(living)) / np.maximum(inside, 1e-12)
        for axis in range(2)
    ])  # fmt: skip
    return [living[person] for person in assign_people(middle, flat[len(weight) :])]


def _figures(arrays: PlanArrays, result: Result, chosen: Ints) -> dict[str, Any]:
    """Return what a proposal says of itself."""
    before = np.array([arrays.totals.territory_of.get(int(u)) or 0 for u in arrays.units])
    moved = (before != 0) & (before != chosen)
    accounts = arrays.totals.of_units["accounts"]
    total = max(float(arrays.weight.sum()), 1e-12)
    return {
        "worst_deviation": {
            key: float(np.abs(values).max()) for key, values in result.deviation.items()
        },
        "mean_km": result.cost["mean_distance"] / 1000,
        "travel": result.cost["distance"] / 1000,
        "cut": result.cost["border"],
        "moved": {
            "units": int(moved.sum()),
            "accounts": int(sum(accounts.get(int(u), 0) for u in arrays.units[moved])),
            "share": float(arrays.weight[moved].sum()) / total,
        },
        "feasible": result.feasible,
        "finished": result.finished,
        "joined": arrays.joined,
        "bound_gap": result.gap,
        "bound_kind": result.bound_kind,
        "stopped": result.stopped,
        "seed": result.seed,
        "version": result.version,
        "totals": {
            str(int(pk)): {
                key: float(values[chosen == pk].sum()) for key, values in arrays.measures.items()
            }
            for pk in np.unique(chosen)
        },
    }
