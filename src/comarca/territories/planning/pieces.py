"""In how many parts the territories of a plan lie, by the ids of the database."""

from collections import Counter
from collections.abc import Iterable, Mapping


def pieces_of(
    territory_of: Mapping[int, int | None], borders: Iterable[tuple[int, int]]
) -> Counter[int]:
    """Count the connected parts of each territory.

    >>> pieces_of({1: 7, 2: 7, 3: 7, 4: 8}, [(1, 2), (2, 4)])
    Counter({7: 2, 8: 1})
    """
    # A list of plans shows no parts and shall not wait for these.
    import numpy as np

    from comarca.engine.pieces import count_pieces

    homes = sorted({home for home in territory_of.values() if home is not None})
    slot = {home: at for at, home in enumerate(homes)}
    unit = {pk: at for at, pk in enumerate(territory_of)}
    territory = [-1 if home is None else slot[home] for home in territory_of.values()]
    edges = [(unit[a], unit[b]) for a, b in borders if a in unit and b in unit]
    counted = count_pieces(
        np.array(territory, np.int64), np.array(edges, np.int64).reshape(-1, 2), len(homes)
    )
    return Counter(dict(zip(homes, counted.tolist(), strict=True)))
