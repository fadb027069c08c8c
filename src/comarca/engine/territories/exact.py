"""Every division of a very small problem, so that the best is known and not guessed."""

from itertools import product

import numpy as np

from comarca.engine.territories.problem import Ints


def enumerate_divisions(adjacent: list[int], k: int, allowed: list[list[int]]) -> "list[Ints]":
    """Return every division of n units into k whole, non-empty territories.

    ``adjacent[i]`` is the set of neighbours of unit i as bits; ``allowed[i]`` its territories.
    """
    found = []
    for choice in product(*allowed):
        masks = [0] * k
        for unit, t in enumerate(choice):
            masks[t] |= 1 << unit
        if all(masks) and all(_whole(mask, adjacent) for mask in masks):
            found.append(np.array(choice, dtype=np.int64))
    return found


def _whole(mask: int, adjacent: list[int]) -> bool:
    reached = mask & -mask
    edge = reached
    while edge:
        around = 0
        while edge:
            low = edge & -edge
            around |= adjacent[low.bit_length() - 1]
            edge ^= low
        edge = around & mask & ~reached
        reached |= edge
    return reached == mask
