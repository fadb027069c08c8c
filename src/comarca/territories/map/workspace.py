"""What the map workspace is told about a plan, compact enough to draw at once."""

from typing import Any

import numpy as np

from comarca.accounts.measures import MEASURES, own_currency
from comarca.geography.models import Border
from comarca.geography.shapes import tiles_version
from comarca.team.models import Person
from comarca.territories.editing.region import planned_by, plans_all
from comarca.territories.insets import boxes, groups
from comarca.territories.models import Plan, Proposal
from comarca.territories.palette import PALETTE_SIZE
from comarca.territories.totals import Totals, reads_all

MOST_INSETS = 4


def workspace(plan: Plan, reader: Person, proposal: Proposal | None = None) -> dict[str, Any]:
    """Return the plan, its measures and its territories with their totals.

    With a proposal, the territories that it would add, and the colours it would show, too.
    """
    totals = Totals(plan)
    found = frames(plan, totals, reader)
    return {
        "plan": {
            "id": plan.pk,
            "name": plan.name,
            "status": plan.status,
            "version": plan.version,
            "layer": {
                "id": plan.layer_id,
                "name": plan.layer.name,
                "version": tiles_version(plan.layer),
            },
            "effective_from": plan.effective_from,
        },
        "can_edit": reader.may("plans.edit") and plan.may_change,
        "bounds": found[0] if found else None,
        "insets": found[1:],
        "palette_size": PALETTE_SIZE,
        "measures": measures(totals, reader),
        "territories": coloured(territories(totals, reader) + added_by(proposal), proposal),
        "plans_all": plans_all(reader),
        "unassigned": {
            "units": totals.unit_counts[0] if reads_all(reader) else 0,
            "accounts": int(totals.of_territories[0]["accounts"]) if reads_all(reader) else 0,
        },
    }


def added_by(proposal: Proposal | None) -> list[dict[str, Any]]:
    """Return the territories that a proposal would add to its plan."""
    rows = proposal.report.get("new", []) if proposal else []
    return [{**row, "container": "", "person": None} for row in rows]


def coloured(rows: list[dict[str, Any]], proposal: Proposal | None) -> list[dict[str, Any]]:
    """Return the territories in the colours that a proposal gives them."""
    colours = proposal.report.get("colours", {}) if proposal else {}
    return [{**row, "colour": colours.get(str(row["id"]), row.get("colour", 0))} for row in rows]


def territories(totals: Totals, reader: Person) -> list[dict[str, Any]]:
    """Return what a reader sees of each territory; who sees a part is told the fair share."""
    own = planned_by(totals.plan, reader) if reader.may("plans.edit") else set()
    if reads_all(reader):
        return [totals.row(t) | {"editable": t.pk in own} for t in totals.territories]
    return [
        totals.row(territory)
        | {"fair": {key: totals.fair[territory.container, key] for key in MEASURES}}
        for territory in totals.readable(reader)
    ]


def frames(plan: Plan, totals: Totals, reader: Person) -> list[list[float]]:
    """Return west, south, east and north of the plan's main part, then those of far islands.

    Far parts get frames of their own, or the map would be mostly water.
    """
    seen = plan.assignments.order_by("unit")
    if not reads_all(reader) and (own := totals.readable(reader)):
        seen = seen.filter(territory__in=own)
    places = list(seen.values_list("unit__lon", "unit__lat"))
    if not places:
        return []
    lonlat = np.array(places, dtype=np.float64)
    return boxes(lonlat, groups(lonlat))[: 1 + MOST_INSETS]


def measures(totals: Totals, reader: Person) -> list[dict[str, Any]]:
    """Return the figures to compare by; those the plan is balanced by carry a tolerance."""
    limits, own = totals.tolerances, own_currency()
    seen = totals.readable(reader)
    answer = []
    for key, measure in MEASURES.items():
        total = sum(totals.of_territories[t.pk][key] for t in seen)
        answer.append({
            "key": key,
            "label": str(measure.label),
            "unit": measure.unit_in(own),
            "tolerance": limits.get(key),
            "mean": total / max(len(seen), 1),
            "total": total,
        })  # fmt: skip
    return answer


def units(plan: Plan, reader: Person) -> dict[str, Any]:
    """Return the units a reader may see in columns, and which lie side by side."""
    totals = Totals(plan)
    assigned = plan.assignments.order_by("unit")
    if not reads_all(reader):
        assigned = assigned.filter(territory__in=totals.readable(reader))
    rows = assigned.values_list(
        "unit", "territory", "is_locked", "unit__lon", "unit__lat", "unit__area_km2",
        "unit__name", "unit__region",
    )  # fmt: skip
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(8)]
    ids, territory, locked, lon, lat, area, name, region = columns
    figures = {
        key: [round(totals.of_units[key].get(unit, 0.0), 2) for unit in ids] for key in MEASURES
    }
    return {
        "version": plan.version,
        "id": ids,
        "territory": territory,
        "locked": [int(held) for held in locked],
        "lon": [round(x, 5) for x in lon],
        "lat": [round(y, 5) for y in lat],
        "area": [round(x, 2) for x in area],
        "name": name,
        "region": region,
        "land": _numbers([totals.lands[unit] for unit in ids]),
        "accounts": [int(count) for count in figures["accounts"]],
        "measures": figures,
        "borders": _borders(plan, ids),
    }


def _numbers(names: list[str]) -> list[int]:
    """Return the same number for the same name: short on the wire."""
    known: dict[str, int] = {}
    return [known.setdefault(name, len(known)) for name in names]


def _borders(plan: Plan, ids: list[int]) -> dict[str, list[int]]:
    """Return the pairs of neighbouring units by their place in the list."""
    place = {unit: number for number, unit in enumerate(ids)}
    found = [
        (place[a], place[b], int(kind == Border.Kind.BRIDGE))
        for a, b, kind in Border.objects.filter(layer=plan.layer_id).values_list("a", "b", "kind")
        if a in place and b in place
    ]
    return {
        "a": [row[0] for row in found],
        "b": [row[1] for row in found],
        "bridge": [row[2] for row in found],
    }
