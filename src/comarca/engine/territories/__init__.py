"""Territories: divide, explain, colour, and give each a person."""

from comarca.engine.territories.align import align
from comarca.engine.territories.colour import colour
from comarca.engine.territories.explain import Change, Description, compare, describe
from comarca.engine.territories.oversized import Oversized, oversized
from comarca.engine.territories.params import SearchParams
from comarca.engine.territories.people import assign_people
from comarca.engine.territories.problem import InvalidProblem, Options, Problem
from comarca.engine.territories.proposals import PRESETS, Preset, preset
from comarca.engine.territories.result import Advice, Reason, Result, Violation
from comarca.engine.territories.several import align_seeds, presets_for, propose

__all__ = [
    "PRESETS",
    "Advice",
    "Change",
    "Description",
    "InvalidProblem",
    "Options",
    "Oversized",
    "Preset",
    "Problem",
    "Reason",
    "Result",
    "SearchParams",
    "Violation",
    "align",
    "align_seeds",
    "assign_people",
    "colour",
    "compare",
    "describe",
    "oversized",
    "preset",
    "presets_for",
    "propose",
]
