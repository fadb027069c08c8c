"""Give neighbouring territories different colours, and let each keep its own."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from comarca.geography.models import Border
from comarca.territories.models import Plan, Territory

PALETTE_SIZE = 10


def colours(
    pairs: Iterable[tuple[int, int]], keys: Iterable[int], before: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Colour keys so that no pair shares one; each keeps its colour of ``before`` where it can.

    The busiest neighbourhoods are painted first; a key without a colour takes the one used least.

    >>> colours([(1, 2)], [1, 2, 3])
    {1: 0, 2: 1, 3: 2}
    >>> colours([(1, 2)], [1, 2, 3], {1: 4, 2: 4, 3: 7})
    {1: 4, 2: 0, 3: 7}
    """
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    kept = before or {}
    answer: dict[int, int] = {}
    used: Counter[int] = Counter(kept.values())
    for key in sorted(keys, key=lambda key: (-len(near[key]), key)):
        taken = {answer[other] for other in near[key] if other in answer}
        own = kept.get(key, -1)
        if own < 0 or own in taken:
            later = {kept[other] for other in near[key] if other in kept and other not in answer}
            free = [c for c in range(PALETTE_SIZE) if c not in taken | later]
            free = free or [c for c in range(PALETTE_SIZE) if c not in taken]
            own = min(free or range(PALETTE_SIZE), key=lambda colour: (used[colour], colour))
        answer[key] = own
        used[own] += 1
    return answer


def touching(layer: int, territory_of: Mapping[int, int | None]) -> set[tuple[int, int]]:
    """Return the pairs of territories that lie side by side."""
    pairs = set()
    for a, b in Border.objects.filter(layer=layer).values_list("a", "b"):
        one, other = territory_of.get(a), territory_of.get(b)
        if one and other and one != other:
            pairs.add((min(one, other), max(one, other)))
    return pairs


def recolour(plan: Plan) -> None:
    """Colour a plan's territories anew: for a plan that nobody has seen yet."""
    territory_of = dict(plan.assignments.values_list("unit", "territory"))
    territories = list(plan.territories.order_by("pk"))
    found = colours(touching(plan.layer_id, territory_of), [t.pk for t in territories])
    for territory in territories:
        territory.colour = found[territory.pk]
    Territory.objects.bulk_update(territories, ["colour"], batch_size=500)
