"""Territories: divide, explain, colour, and give each a person."""

from comarca.engine.territories.align import align
from comarca.engine.territories.colour import colour
from comarca.engine.territories.explain import Change, Description, compare, describe
from comarca.engine.territories.oversized import Oversized, oversized
from comarca.engine.territories.people import assign_people
from comarca.engine.territories.problem import InvalidProblem, Options, Problem
from comarca.engine.territories.proposals import WISHES, Wish, preset
from comarca.engine.territories.result import Result, Violation

__all__ = [
    "WISHES",
    "Change",
    "Description",
    "InvalidProblem",
    "Options",
    "Oversized",
    "Problem",
    "Result",
    "Violation",
    "Wish",
    "align",
    "assign_people",
    "colour",
    "compare",
    "describe",
    "oversized",
    "preset",
]
