"""Cycles, planned weeks with their visits, and what phones tell of them."""

from comarca.visits.models.cycles import AccountCycle, Rhythm, VisitCycle, VisitSettings
from comarca.visits.models.entries import VisitEntry
from comarca.visits.models.weeks import Visit, VisitProduct, WeekPlan

__all__ = [
    "AccountCycle",
    "Rhythm",
    "Visit",
    "VisitCycle",
    "VisitEntry",
    "VisitProduct",
    "VisitSettings",
    "WeekPlan",
]
