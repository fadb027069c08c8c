"""The mixture of days that is worth most: a linear model to which days and cuts are added.

Subset-row cuts: Jepsen, Petersen, Spoorendonk and Pisinger, *Subset-Row Inequalities Applied to the
Vehicle-Routing Problem with Time Windows*, Operations Research 56(2), 2008.
"""

import itertools
from typing import Any

import highspy
import numpy as np

Route = tuple[int, ...]
TINY = 1e-6
NEW_CUTS = 12  # added at a time
BROKEN = 0.05  # a cut that is broken by less is not worth its trouble


def _model(people: float, stops: int) -> Any:
    """Return an empty model: each stop once at most, and so many days."""
    model = highspy.Highs()
    model.silent()
    model.changeObjectiveSense(highspy.ObjSense.kMaximize)
    for most in [*[1.0] * stops, people]:
        model.addRow(-highspy.kHighsInf, most, 0, [], [])
    return model


class Mixture:
    """Which days are taken, in fractions, and the price of everything that is short."""

    def __init__(self, prize: Any, people: int) -> None:
        self.prize, self.n = prize, len(prize) - 1
        self.routes: dict[Route, int] = {}
        self.cuts: list[tuple[int, ...]] = []
        self.model, self.people = _model(float(people), self.n), float(people)

    def add(self, route: Route) -> bool:
        """Offer a day; False where it is known."""
        if route in self.routes:
            return False
        self.routes[route] = len(self.routes)
        uses = {self.n: 1.0}
        for stop in route:
            uses[stop - 1] = uses.get(stop - 1, 0.0) + 1.0
        for k, cut in enumerate(self.cuts):
            if halves := half(route, cut):
                uses[self.n + 1 + k] = halves
        self.model.addCol(
            float(self.prize[list(route)].sum()), 0.0, highspy.kHighsInf, len(uses), list(uses),
            list(uses.values()),
        )  # fmt: skip
        return True

    def cut(self, stops: tuple[int, ...]) -> None:
        """Of three stops, days that visit two or more are at most one in all."""
        self.cuts.append(stops)
        uses = {c: h for route, c in self.routes.items() if (h := half(route, stops))}
        self.model.addRow(-highspy.kHighsInf, 1.0, len(uses), list(uses), list(uses.values()))

    def forbid(self, route: Route) -> None:
        """Take a day out of the mixture for good."""
        self.model.changeColBounds(self.routes[route], 0.0, 0.0)

    def solve(self) -> tuple[float, Any, dict[Route, float]]:
        """Return the value, the price of each row and the days taken."""
        self.model.run()
        answer = self.model.getSolution()
        taken = {
            route: answer.col_value[c]
            for route, c in self.routes.items()
            if answer.col_value[c] > TINY
        }
        return self.model.getObjectiveValue(), np.maximum(0.0, np.abs(answer.row_dual)), taken

    def whole(self, seconds: float) -> tuple[float, list[Route]]:
        """Return the best plan made of whole days that are known."""
        known = [route for route in self.routes if len(set(route)) == len(route)]
        model = _model(self.people, self.n)
        model.setOptionValue("time_limit", seconds)
        for c, route in enumerate(known):
            rows = [*(stop - 1 for stop in route), self.n]
            model.addCol(float(self.prize[list(route)].sum()), 0.0, 1.0, len(rows), rows,
                         [1.0] * len(rows))  # fmt: skip
            model.changeColIntegrality(c, highspy.HighsVarType.kInteger)
        model.run()
        values = model.getSolution().col_value
        return model.getObjectiveValue(), [r for r, x in zip(known, values, strict=True) if x > 0.5]


def half(route: Route, cut: tuple[int, ...]) -> float:
    """Return how often a day visits two of the cut's stops."""
    return float(sum(route.count(stop) for stop in cut) // 2)


def violated(taken: dict[Route, float], known: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the subset-row cuts that a mixture breaks most; of any stop only a few."""
    of: dict[int, dict[Route, float]] = {}
    for route, share in taken.items():
        for stop in set(route):
            of.setdefault(stop, {})[route] = share
    found = []
    torn = sorted(stop for stop, routes in of.items() if len(routes) > 1)
    for three in itertools.combinations(torn, 3):
        routes = {**of[three[0]], **of[three[1]], **of[three[2]]}
        if sum(routes.values()) <= 1 + BROKEN:
            continue
        over = sum(half(route, three) * share for route, share in routes.items()) - 1
        if over > BROKEN and three not in known:
            found.append((-over, three))
    used: dict[int, int] = {}
    chosen: list[tuple[int, ...]] = []
    for _, three in sorted(found):
        if all(used.get(stop, 0) < 3 for stop in three) and len(chosen) < NEW_CUTS:
            chosen.append(three)
            for stop in three:
                used[stop] = used.get(stop, 0) + 1
    return chosen
