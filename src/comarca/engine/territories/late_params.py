"""The numbers of what surrounds the annealing: first cuts, mending, recutting, exact regions.

One sentence each, checked when they are given.
"""

from dataclasses import dataclass, fields
from typing import Any

from comarca.engine.territories.problem import InvalidProblem


def checked(params: Any, zero: frozenset[str] = frozenset()) -> None:
    """Raise where a number is not above 0 and finite; those named in ``zero`` may be 0.

    Raises
    ------
    InvalidProblem
        The message names the number.
    """
    for each in fields(params):
        value = getattr(params, each.name)
        if not isinstance(value, int | float):
            continue
        least = 0 if each.name in zero else 1e-12
        if not least <= value < float("inf"):
            raise InvalidProblem(f"{each.name} must be above 0, not {value}.")


@dataclass(frozen=True)
class ClusterParams:
    """How the soft clusters that a first division comes from form.

    Parameters
    ----------
    nearest
        Centres a unit may be shared between.
    soft, soft_end
        First and last softness, in shares of the mean squared distance.
    corrections
        Corrections of the radii between two moves of the centres.
    coarse, coarse_share
        Cells a territory covers while clusters are soft, and for what share of the rounds they do.
    look_again
        Rounds between two searches for the nearest centres.
    """

    nearest: int = 8
    soft: float = 0.2
    soft_end: float = 0.012
    corrections: int = 6
    coarse: int = 16
    coarse_share: float = 0.75
    look_again: int = 4

    def __post_init__(self) -> None:
        checked(self, frozenset({"coarse_share"}))


@dataclass(frozen=True)
class ServeParams:
    """How medians are chosen and who is served from which, where contiguity does not count.

    Parameters
    ----------
    nearest
        Medians a unit may be served from.
    starts, turns
        Whole runs from different clusterings, the best of which is gone on from; temperatures of
        one.
    moves_first
        Shifts and swaps for each unit in one of them, a third of the work at most in all.
    heat
        First temperature of these, in costs of an average unit.
    reopen_heat
        First temperature at which medians close and open, in costs of an average territory.
    moves_a_unit, moves_a_region
        Shifts and swaps for each unit around a median that was relocated, and moves in the time of
        which one region is chosen anew exactly, at the end.
    """

    nearest: int = 7
    starts: int = 3
    turns: int = 150
    moves_first: int = 600
    heat: float = 0.6
    reopen_heat: float = 0.1
    moves_a_unit: int = 60
    moves_a_region: int = 60_000

    def __post_init__(self) -> None:
        checked(self, frozenset({"reopen_heat"}))


@dataclass(frozen=True)
class SliceParams:
    """How the first division for several measures is cut in two, again and again.

    Parameters
    ----------
    directions
        Directions tried for each cut.
    uneven
        Territories by which the sides of a cut may differ from half, each way.
    long
        What a cut along the longer way costs, in tolerances, for each time that it is longer.
    """

    directions: int = 24
    uneven: int = 1
    long: float = 0.15

    def __post_init__(self) -> None:
        checked(self, frozenset({"uneven", "long"}))


@dataclass(frozen=True)
class PatchParams:
    """How a few neighbouring territories are divided exactly.

    Parameters
    ----------
    hops
        Borders that a unit may lie outside a territory and still go to it.
    nodes
        Branches looked at in one model: a limit in work, not in seconds.
    gap
        Share by which an answer may be dearer than its bound.
    pairs
        Pairs of unit and territory of a model at most: larger ones take seconds.
    beyond
        Price of standing a whole mean beyond a limit; an average territory's distance is 1.
    """

    hops: int = 4
    nodes: int = 15
    gap: float = 0.01
    pairs: int = 1500
    beyond: float = 1e3

    def __post_init__(self) -> None:
        checked(self)


@dataclass(frozen=True)
class MendParams:
    """How the neighbourhoods of the last territories out of tolerance are mended.

    Parameters
    ----------
    tries
        Times that all of it is tried while that helps, before pairs are recut.
    resigned
        Times in a row that it does not help after which pairs are recut.
    rounds
        Times that every territory out of tolerance is looked at.
    patches
        Patches divided at most: where the tolerance is out of reach, no number of them would do.
    work
        Units of all of them at most, over all tries: a minute of HiGHS where none mends anything.
    vain
        Patches in a row that mend nothing after which a round is over.
    first, more, largest
        Territories of the first patch, how many more in each round and try, and at most.
    units
        Units of a patch at most.
    walks
        Times that a territory tries to hand on what its neighbourhood cannot take in.
    steps, handed, worse
        Territories that hand on one after the other what none of them can take in, how many times
        dearer it is to keep it, and by how many mean territories it may grow on the way.
    relax_heat, relax_heat_end
        First and last temperature at which a patch settles, the tolerance a limit.
    relax_turns, relax_moves
        Temperatures of that, and moves for each border that is cut in the patch over all of them.
    reheats
        Times that a neighbourhood is annealed anew before a model divides it.
    reheat_size
        Territories of such a neighbourhood.
    reheat, reheat_end
        First and last temperature of that.
    reheat_penalty
        First price of imbalance of that; the last is that of the whole search.
    reheat_turns, reheat_moves
        Temperatures of that, and moves for each border that is cut over all of them.
    """

    tries: int = 8
    resigned: int = 3
    rounds: int = 4
    patches: int = 60
    work: int = 12_000
    vain: int = 10
    first: int = 4
    more: int = 2
    largest: int = 10
    units: int = 900
    walks: int = 4
    steps: int = 8
    handed: float = 20.0
    worse: float = 0.05
    relax_heat: float = 0.004
    relax_heat_end: float = 0.0004
    relax_turns: int = 12
    relax_moves: int = 150
    reheats: int = 8
    reheat_size: int = 7
    reheat: float = 0.01
    reheat_end: float = 0.0004
    reheat_penalty: float = 2.0
    reheat_turns: int = 20
    reheat_moves: int = 400

    def __post_init__(self) -> None:
        checked(self, frozenset({"reheats", "more"}))


@dataclass(frozen=True)
class RecutParams:
    """How pairs of territories are cut anew along random spanning trees.

    Parameters
    ----------
    trees
        Trees tried for each pair.
    walks, steps
        Walks from a territory outside its tolerance, and pairs cut on each at most.
    work
        Units looked at in trees at most, for each move of the run: a limit in work.
    least_work
        Units looked at in trees that any map may cost: under a second.
    at_once
        Units looked at in the trees of one pair, so that a cancel is heard: some 60 ms.
    behind
        How much more the balance of the territory left behind counts than that of the one ahead.
    patience
        Rounds of walks that mend nothing before the neighbourhood is shaken.
    resigned
        Rounds that mend nothing after which what is left is left.
    shaken, few_trees
        Pairs cut anew when it is, and trees tried for each.
    heat
        First temperature at which the map settles afterwards, in those of the last phase: cuts
        that only balance lie far from the shortest.
    """

    trees: int = 60
    walks: int = 150
    steps: int = 12
    work: float = 0.5
    least_work: int = 2_000_000
    at_once: int = 150_000
    behind: float = 50.0
    patience: int = 5
    resigned: int = 25
    shaken: int = 6
    few_trees: int = 8
    heat: float = 5.0

    def __post_init__(self) -> None:
        checked(self, frozenset({"walks"}))


@dataclass(frozen=True)
class PolishParams:
    """How the way around fixed homes is shortened by dividing neighbourhoods exactly.

    Parameters
    ----------
    patches
        Patches divided at most, for each territory.
    size
        Territories of a patch.
    gap
        Share by which a patch may be dearer than its bound.
    least
        Share above the bound of the whole below which nothing is tried.
    """

    patches: float = 0.5
    size: int = 5
    gap: float = 2e-3
    least: float = 5e-3

    def __post_init__(self) -> None:
        checked(self, frozenset({"patches", "least"}))


@dataclass(frozen=True)
class RegionParams:
    """How a few medians and all that they serve are chosen anew exactly.

    Parameters
    ----------
    pairs
        Pairs of unit and possible median in a region at most.
    medians
        Medians in a region at most.
    candidates
        Units around each median that may take its place, where not every unit of a region may.
    most
        Regions at most.
    nodes
        Branches looked at in a region: a limit in work, not in seconds.
    gap
        Share by which a region may be dearer than its bound.
    """

    pairs: int = 800
    medians: int = 9
    candidates: int = 12
    most: int = 60
    nodes: int = 30
    gap: float = 1e-4

    def __post_init__(self) -> None:
        checked(self)
