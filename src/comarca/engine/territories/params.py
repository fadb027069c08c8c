"""The numbers the search works with: one sentence each, checked when they are given."""

import math
from dataclasses import dataclass, field

from comarca.engine.territories.late_params import (
    ClusterParams,
    MendParams,
    PatchParams,
    PolishParams,
    RecutParams,
    RegionParams,
    ServeParams,
    SliceParams,
    checked,
)
from comarca.engine.territories.problem import InvalidProblem

ZERO = frozenset({
    "chains", "area_floor", "area_floor_empty", "border_each", "border_empty", "shape_homes",
    "restarts", "hard_sweeps", "warm",
})  # fmt: skip
"""What may be 0: to do without it."""


@dataclass(frozen=True)
class SearchParams:
    """How the search goes about it; the defaults suit maps from ten units to a hundred thousand.

    Parameters
    ----------
    starts
        Balanced clusterings that are tried.
    racers
        The best of them, which run against each other to be the first division.
    race
        Share of a whole run that each of these is given.
    sweeps
        Temperatures of one annealing run.
    steps_a_border
        Moves tried for each half-edge that is cut in the first division, over the whole run.
    steps_homes
        How many times more moves are tried around fixed homes, where the bound is near.
    least_steps, most_steps
        Bounds of the number of moves of a run, whatever the map.
    warm
        How far the cooling has come where a division to go on from is given, or one that is fair
        in several measures.
    temperature_start, temperature_end
        First and last temperature; an average territory's distance is 1.
    penalty_start, penalty_end
        Price of being one tolerance too far out (squared), at the first and last temperature.
    penalty_homes, price_fades
        First price of imbalance around fixed homes, where the transport problem's prices of work
        balance, and the share of the cooling from which these prices fade.
    soft
        Share of the tolerance from which imbalance is charged while annealing.
    chains
        Chance that a move refused for its balance alone is tried again as a chain of two.
    area_floor, area_floor_empty
        Mass shared out by area so that land without work belongs to somebody near, in shares of
        the whole weight: at least, and what is added where every unit is empty.
    border_each
        Share of the price of borders that each border between two units costs alike, however
        short; at 0.3 some 5 % fewer are cut, for 1 % more of their length.
    border_empty
        How many times more borders count where every unit is empty: shape is all there is then.
    shape_homes
        Share of these prices of shape that counts around fixed homes: distance to one point gives
        shape by itself there.
    hard_sweeps
        Temperatures of the last phase, in which nothing may leave the tolerance.
    hard_temperature
        First temperature of that phase; it falls to a hundredth of it.
    serve_steps
        Shifts and swaps tried for each unit where medians serve without contiguity.
    serve_full, serve_more
        Units up to which as many are tried as for this number of them, and how many times more of
        them at most than for their own: small ones would be done in a second.
    restarts
        Whole runs with other random numbers while a limit is still broken.
    restart_k
        Territories from which on only the neighbourhoods of what is out are tried anew.
    alike_k
        Territories from which on first divisions become alike, and fewer of them are tried.
    exact_divisions
        Most divisions that are simply all looked at, on very small maps.
    clusters, serve, slices, patch, mend, recut, polish, region
        The numbers of what surrounds the annealing; see ``late_params``.
    """

    starts: int = 6
    racers: int = 3
    race: float = 0.12
    sweeps: int = 120
    steps_a_border: int = 700
    steps_homes: float = 2.5
    least_steps: int = 60_000
    most_steps: int = 60_000_000
    warm: float = 0.45
    temperature_start: float = 0.025
    temperature_end: float = 0.0004
    penalty_start: float = 0.02
    penalty_end: float = 40.0
    penalty_homes: float = 0.002
    price_fades: float = 0.6
    soft: float = 0.95
    chains: float = 1.0
    area_floor: float = 0.05
    area_floor_empty: float = 0.12
    border_each: float = 0.3
    border_empty: float = 1.2
    shape_homes: float = 0.08
    hard_sweeps: int = 24
    hard_temperature: float = 0.002
    serve_steps: int = 150_000
    serve_full: int = 4000
    serve_more: int = 5
    restarts: int = 2
    restart_k: int = 80
    alike_k: int = 100
    exact_divisions: int = 400_000
    clusters: ClusterParams = field(default_factory=ClusterParams)
    serve: ServeParams = field(default_factory=ServeParams)
    slices: SliceParams = field(default_factory=SliceParams)
    patch: PatchParams = field(default_factory=PatchParams)
    mend: MendParams = field(default_factory=MendParams)
    recut: RecutParams = field(default_factory=RecutParams)
    polish: PolishParams = field(default_factory=PolishParams)
    region: RegionParams = field(default_factory=RegionParams)

    def __post_init__(self) -> None:
        checked(self, ZERO)
        if self.temperature_end > self.temperature_start:
            raise InvalidProblem("temperature_end must not be above temperature_start.")
        shares = (self.soft, self.chains, self.warm, self.price_fades, self.border_each)
        if not max(shares) <= 1:
            raise InvalidProblem(
                "soft, chains, warm, price_fades and border_each are shares of at most 1."
            )

    def served(self, units: int) -> int:
        """Return for how many units shifts and swaps are tried where there are ``units``.

        Examples
        --------
        >>> [SearchParams().served(n) for n in (50, 1000, 4461)]
        [250, 4000, 4461]
        """
        return max(units, min(self.serve_full, self.serve_more * units))

    def worth(self, tries: int, k: int) -> int:
        """Return how many of ``tries`` are worth their time among ``k`` territories.

        The sum of k parts varies, as a share, by one over the root of k.

        Examples
        --------
        >>> [SearchParams().worth(6, k) for k in (8, 100, 400, 1600)]
        [6, 6, 3, 2]
        """
        return max(1, min(tries, round(tries * math.sqrt(self.alike_k / k))))


DEFAULTS = SearchParams()
