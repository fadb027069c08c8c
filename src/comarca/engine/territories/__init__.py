"""Territories: divide, explain, colour, and give each a person."""

from comarca.engine.territories.align import align
from comarca.engine.territories.people import assign_people
from comarca.engine.territories.problem import InvalidProblem, Options, Problem
from comarca.engine.territories.result import Result, Violation

__all__ = ["InvalidProblem", "Options", "Problem", "Result", "Violation", "align", "assign_people"]
