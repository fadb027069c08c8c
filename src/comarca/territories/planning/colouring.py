"""Give neighbouring territories different colours with the engine, and let each keep its own."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories import colour
from comarca.geography.models import Border
from comarca.territories.models import Plan, Territory
from comarca.territories.palette import PALETTE_SIZE


def colours(edges: Any, territory: Any, before: Mapping[int, int]) -> dict[int, int]:
    """Return the colour of each territory, its colour of ``before`` where no neighbour has it.

    Parameters
    ----------
    edges
        Places of neighbouring units, shape ``(e, 2)``.
    territory
        Id of each unit's territory, shape ``(n,)``; 0 for none.
    before
        The present colours by territory; those of territories without units are kept.
    """
    ids = np.unique(territory[territory != 0])
    place = np.where(territory != 0, np.searchsorted(ids, territory), -1)
    wished = np.array([before.get(int(pk), -1) for pk in ids], dtype=np.int64)
    _wish_for_new(wished, place[np.asarray(edges, dtype=np.int64).reshape(-1, 2)])
    found = colour(place, edges, len(ids), PALETTE_SIZE, wished)
    return {**before, **{int(pk): int(c) % PALETTE_SIZE for pk, c in zip(ids, found, strict=True)}}


def _wish_for_new(wished: NDArray[np.int64], pairs: NDArray[np.int64]) -> None:
    """Let those without a colour wish one that no neighbour has, so that nobody loses theirs."""
    if not (wished >= 0).any():
        return
    for new in np.flatnonzero(wished < 0):
        near = pairs[(pairs == new).any(axis=1)].ravel()
        taken = {int(wished[other]) for other in near if other >= 0}
        used = np.bincount(wished[wished >= 0], minlength=PALETTE_SIZE)
        free = [c for c in range(PALETTE_SIZE) if c not in taken]
        wished[new] = min(free, key=lambda c: (int(used[c]), c)) if free else -1


def recolour(plan: Plan) -> None:
    """Colour a plan's territories anew: for a plan that nobody has seen yet."""
    rows = list(plan.assignments.order_by("unit").values_list("unit", "territory"))
    index = {unit: place for place, (unit, _home) in enumerate(rows)}
    pairs = Border.objects.filter(layer=plan.layer_id).values_list("a", "b")
    edges = [(index[a], index[b]) for a, b in pairs if a in index and b in index]
    homes = np.array([home or 0 for _unit, home in rows], dtype=np.int64)
    found = colours(np.array(edges, dtype=np.int64).reshape(-1, 2), homes, {})
    territories = list(plan.territories.all())
    for territory in territories:
        territory.colour = found.get(territory.pk, 0)
    Territory.objects.bulk_update(territories, ["colour"], batch_size=500)
