"""Which parts of a country never share a territory: regions, or land masses across the sea."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

Kind = Literal["none", "landmass", "region"]


def containers_of(
    kind: str,
    landmass: Sequence[str],
    region: Sequence[str],
    weight: Sequence[float],
    least: float,
) -> list[str]:
    """Return the name of each unit's container; empty is the mainland or the whole.

    Islands are one container a region. A region across the sea with less than ``least`` of the
    weight (Ceuta, Melilla) is no work for one person and belongs to the mainland over its bridge.

    >>> containers_of("landmass", ["0", "0", "1", "2"], ["a", "b", "c", "d"], [5, 5, 4, 1], 2)
    ['', '', 'c', '']
    """
    if kind == "region":
        return list(region)
    if kind != "landmass" or not landmass:
        return [""] * len(landmass)
    main = Counter(landmass).most_common(1)[0][0]
    on_main = {code for land, code in zip(landmass, region, strict=True) if land == main}
    load: dict[str, float] = defaultdict(float)
    for code, value in zip(region, weight, strict=False):
        load[code] += float(value)
    return ["" if code in on_main or load[code] < least else code for code in region]
