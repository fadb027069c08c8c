"""Confidence intervals of scores: what so few answers can say, and what they cannot."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959964  # 95 % of a normal distribution


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval of 95 %, both in the figure's own unit; ``n`` answers."""

    value: float
    low: float
    high: float
    n: int


def share(hits: int, n: int) -> Estimate | None:
    """Return the share of hits (0 to 1) with Wilson's score interval; None without an answer.

    Source: E. B. Wilson, JASA 22 (1927). It stays within 0 and 1 and holds for few answers.

    >>> share(9, 10).low > 0.5
    True
    """
    if n == 0:
        return None
    p = hits / n
    middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return Estimate(p, max(middle - half, 0.0), min(middle + half, 1.0), n)


def net_promoters(promoters: int, detractors: int, n: int) -> Estimate | None:
    """Return the net promoter score (-100 to 100) with an adjusted Wald interval.

    Three answers are added, a quarter of them promoters and a quarter detractors, so that ten
    equal answers do not claim certainty. Source: B. Rocks, "Interval estimation for the net
    promoter score", The American Statistician 70 (2016).

    >>> round(net_promoters(6, 2, 10).value)
    40
    """
    if n == 0:
        return None
    many = n + 3
    up, down = (promoters + 0.75) / many, (detractors + 0.75) / many
    half = Z * sqrt((up + down - (up - down) ** 2) / many)
    value = (promoters - detractors) / n
    low, high = (up - down) - half, (up - down) + half
    return Estimate(value * 100, max(min(low, value), -1) * 100, min(max(high, value), 1) * 100, n)


def difference(hits: int, n: int, other_hits: int, other_n: int) -> Estimate | None:
    """Return how much larger a share is than another, with Newcombe's hybrid score interval.

    Source: R. G. Newcombe, Statistics in Medicine 17 (1998), method 10. None if either is empty.
    """
    one, other = share(hits, n), share(other_hits, other_n)
    if one is None or other is None:
        return None
    value = one.value - other.value
    down = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    up = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Estimate(value, value - down, value + up, n + other_n)
