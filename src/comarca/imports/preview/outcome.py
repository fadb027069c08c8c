"""What one row will do, and what a whole file will do."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from comarca.imports.preview.problems import Problem

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
DUPLICATE, ERROR, SKIPPED = "duplicate", "error", "skipped"


def settled(
    values: Mapping[str, Any], unit: int | None, placed_by: str, owner: int | None
) -> dict[str, Any]:
    """Return what a row says together with the place and the owner found for it, by key."""
    found = {"unit": unit, "placed_by": placed_by, "owner": owner}
    return {**values, **{key: one for key, one in found.items() if one not in (None, "")}}


@dataclass(slots=True)
class Outcome:
    """One row: what it holds, what it does to which account, and what is wrong with it.

    ``values`` is what the file says, by key of field; what was found out about it (unit, owner,
    the earlier row that it repeats) stands beside.
    """

    number: int
    values: dict[str, Any]
    problems: list[Problem]
    unit: int | None = None
    placed_by: str = ""
    owner: int | None = None
    twin: int | None = None
    action: str = NEW
    account: int | None = None
    account_version: int | None = None
    likeness: float | None = None
    is_placed: bool = True
    was_swapped: bool = False
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def settled(self) -> dict[str, Any]:
        """Return what the file says together with the place and the owner found for it."""
        return settled(self.values, self.unit, self.placed_by, self.owner)

    @property
    def has_error(self) -> bool:
        """Return whether something keeps this row from being imported."""
        return any(problem["level"] == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows do what."""

    rows: int
    new: int
    changed: int
    unchanged: int
    duplicate: int
    error: int
    skipped: int
    unplaced: int
    noted: int
    swapped: int
    placed_by: dict[str, int]

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> "Summary":
        """Count the outcomes."""
        actions: Counter[str] = Counter()
        ways: Counter[str] = Counter()
        unplaced = noted = swapped = 0
        for outcome in outcomes:
            actions[outcome.action] += 1
            swapped += outcome.was_swapped
            unplaced += not outcome.is_placed and outcome.action != SKIPPED
            noted += bool(outcome.problems) and outcome.action != ERROR
            if outcome.placed_by:
                ways[outcome.placed_by] += 1
        return cls(
            rows=actions.total(),
            new=actions[NEW],
            changed=actions[CHANGED],
            unchanged=actions[UNCHANGED],
            duplicate=actions[DUPLICATE],
            error=actions[ERROR],
            skipped=actions[SKIPPED],
            unplaced=unplaced,
            noted=noted,
            swapped=swapped,
            placed_by=dict(ways),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the counts for storing."""
        return asdict(self)
