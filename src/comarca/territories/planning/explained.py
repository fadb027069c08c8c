"""What the engine says of an answer, kept with ids: why a unit moves, what stands in the way."""

from typing import Any

from comarca.engine.territories import Result
from comarca.territories.planning.arrays import PlanArrays, Served


def advice_rows(arrays: PlanArrays, result: Result, order: list[Served]) -> list[dict[str, Any]]:
    """Return what would help where something could not be kept, by the names people know.

    Where regions are divided apart, each is told with its region.
    """
    apart = arrays.settings.containers == "region"
    return [
        {
            "code": each.code,
            "territory": order[each.territory][0].name if each.territory >= 0 else "",
            "unit": arrays.rows[each.unit][5] if each.unit >= 0 else "",
            "region": arrays.rows[each.unit][6] if apart and each.unit >= 0 else "",
            "measure": each.measure, "value": each.value, "limit": each.limit,
        }
        for each in result.advice
    ]  # fmt: skip


def reason_rows(arrays: PlanArrays, result: Result, order: list[Served]) -> list[list[Any]]:
    """Return (unit, from, to, code, measure, value) of each unit that moves, heaviest first."""
    weight = arrays.weight
    moved = sorted(result.reasons, key=lambda each: (-float(weight[each.unit]), each.unit))
    return [
        [
            int(arrays.units[each.unit]), order[each.before][0].pk, order[each.after][0].pk,
            each.code, each.measure, round(each.value, 4),
        ]
        for each in moved
    ]  # fmt: skip
