"""Which units lie within so many minutes' drive, by estimate: no roads are looked at."""

from collections.abc import Sequence

import numpy as np

from comarca.territories.models import Plan

MOST_ORIGINS = 200


def within_drive(plan: Plan, origins: Sequence[int], minutes: float) -> list[int]:
    """Return the ids of a plan's units within some minutes of any of the origins (unit ids).

    The straight line times a detour at usual speeds stands for the road; the middle of each unit
    stands for its customers. Origins that are not in the plan are left out.
    """
    from comarca.engine.travel import Estimate

    rows = list(plan.assignments.order_by("unit").values_list("unit", "unit__lon", "unit__lat"))
    wanted = set(origins)
    place = {unit: (lon, lat) for unit, lon, lat in rows}
    start = [place[unit] for unit in place if unit in wanted][:MOST_ORIGINS]
    if not start:
        return []
    away = Estimate().minutes_from(np.array(start), np.array(list(place.values())))
    return [unit for unit, time in zip(place, away.tolist(), strict=True) if time <= minutes]
