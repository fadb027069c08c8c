"""Give neighbouring territories different colours."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from comarca.geography.models import Border
from comarca.territories.models import Plan, Territory

PALETTE_SIZE = 10


def colours(pairs: Iterable[tuple[int, int]], keys: Iterable[int]) -> dict[int, int]:
    """Colour keys so that no pair shares one, the busiest neighbourhoods first.

    >>> colours([(1, 2)], [1, 2, 3])
    {1: 0, 2: 1, 3: 2}
    """
    touching: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        touching[a].add(b)
        touching[b].add(a)
    answer: dict[int, int] = {}
    used: Counter[int] = Counter()
    for key in sorted(keys, key=lambda key: (-len(touching[key]), key)):
        taken = {answer[other] for other in touching[key] if other in answer}
        free = [c for c in range(PALETTE_SIZE) if c not in taken] or list(range(PALETTE_SIZE))
        answer[key] = min(free, key=lambda colour: (used[colour], colour))
        used[answer[key]] += 1
    return answer


def touching(plan: Plan, territory_of: Mapping[int, int | None]) -> set[tuple[int, int]]:
    """Return the pairs of territories that lie side by side."""
    pairs = set()
    for a, b in Border.objects.filter(layer=plan.layer_id).values_list("a", "b"):
        one, other = territory_of.get(a), territory_of.get(b)
        if one and other and one != other:
            pairs.add((min(one, other), max(one, other)))
    return pairs


def recolour(plan: Plan) -> None:
    """Colour a plan's territories anew after many units have moved."""
    territory_of = dict(plan.assignments.values_list("unit", "territory"))
    territories = list(plan.territories.all())
    found = colours(touching(plan, territory_of), [t.pk for t in territories])
    for territory in territories:
        territory.colour = found[territory.pk]
    Territory.objects.bulk_update(territories, ["colour"], batch_size=500)
