"""Visits: who is visited on which day, by whom, in which order, and why not."""

from comarca.engine.visits.model import (
    Accounts,
    Appointment,
    Charges,
    DayRoute,
    InvalidWeek,
    LeftOut,
    Options,
    People,
    PlannedVisit,
    Problem,
    Result,
)
from comarca.engine.visits.plan import plan

__all__ = [
    "Accounts",
    "Appointment",
    "Charges",
    "DayRoute",
    "InvalidWeek",
    "LeftOut",
    "Options",
    "People",
    "PlannedVisit",
    "Problem",
    "Result",
    "plan",
]
