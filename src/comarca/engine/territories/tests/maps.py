"""Small maps for the tests, and every division of them by brute force."""

from itertools import product

import numpy as np
from hypothesis import strategies as st

from comarca.engine.territories import Problem


def grid(width, height, seed=1, **more):
    """Return a grid of squares with random work between 1 and 3."""
    number = np.arange(width * height).reshape(height, width)
    edges = np.concatenate(
        [
            np.column_stack([number[:, :-1].ravel(), number[:, 1:].ravel()]),
            np.column_stack([number[:-1].ravel(), number[1:].ravel()]),
        ]
    )
    xy = np.column_stack([np.tile(np.arange(width), height), np.repeat(np.arange(height), width)])
    work = np.random.default_rng(seed).uniform(1, 3, width * height)
    given = {
        "xy": xy * 1000.0, "measures": {"work": work}, "edges": edges,
        "edge_length": np.ones(len(edges)),
    }  # fmt: skip
    return Problem(**{**given, **more})


@st.composite
def small_maps(draw, least=3, most=7):
    """Draw a connected map: a random tree with some more borders."""
    n = draw(st.integers(least, most))
    parents = [draw(st.integers(0, i - 1)) for i in range(1, n)]
    edges = {(p, i + 1) for i, p in enumerate(parents)}
    for _ in range(draw(st.integers(0, n))):
        a, b = draw(st.integers(0, n - 1)), draw(st.integers(0, n - 1))
        if a != b:
            edges.add((min(a, b), max(a, b)))
    place = st.integers(0, 20)
    xy = [[float(draw(place)), float(draw(place))] for _ in range(n)]
    work = [float(draw(st.integers(0, 6))) for _ in range(n)]
    return Problem(
        xy=np.array(xy), measures={"work": np.array(work) + 0.5}, edges=np.array(sorted(edges))
    )


def is_whole(units, edges):
    """Return whether some units hang together, by walking over the borders."""
    units = set(units)
    if not units:
        return False
    seen, todo = set(), [min(units)]
    while todo:
        u = todo.pop()
        if u in seen:
            continue
        seen.add(u)
        todo += [int(b) for a, b in edges if a == u and b in units]
        todo += [int(a) for a, b in edges if b == u and a in units]
    return seen == units


def all_whole(territory, edges, k):
    """Return whether every territory has a unit and hangs together."""
    return all(
        is_whole(np.flatnonzero(np.asarray(territory) == t).tolist(), edges) for t in range(k)
    )


def feasible(problem, k, tolerance, allowed=None):
    """Return whether some division meets the tolerance with every territory whole."""
    work = problem.measures["work"]
    mean = work.sum() / k
    for choice in product(range(k), repeat=problem.size):
        terr = np.array(choice)
        if allowed is not None and not allowed(terr):
            continue
        load = np.bincount(terr, weights=work, minlength=k)
        if (np.abs(load / mean - 1) <= tolerance).all() and all_whole(terr, problem.edges, k):
            return True
    return False
