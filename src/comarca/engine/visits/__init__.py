"""Visits: who is visited on which day, by whom, in which order, and why not."""

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from comarca.engine.visits.solving import plan

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


def __getattr__(name: str) -> Any:
    """Load the search, and with it Numba, when first asked for: pages only word answers."""
    if name == "plan":
        from comarca.engine.visits.solving import plan

        return plan
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
