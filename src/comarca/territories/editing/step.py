"""One reversible change of a plan: what was, and what is to be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from comarca.territories.models import Edit

Move = tuple[int, int | None, int | None]
State = dict[str, Any] | None


@dataclass(frozen=True)
class Step:
    """Each list holds triples: whose state, the state before, the state after.

    ``moves``: unit and territory. ``locks``: unit and whether it is locked. ``territories``:
    territory and its name, code, colour, container and person; None before it is made and after
    it is deleted. ``units``: unit and its ``[territory, locked]``; None where it is not in the
    plan. ``plan``: the settings and the report that the plan was balanced by, before and after.
    """

    moves: Sequence[Move] = ()
    locks: Sequence[tuple[int, bool, bool]] = ()
    territories: Sequence[tuple[int, State, State]] = ()
    units: Sequence[tuple[int, Any, Any]] = ()
    plan: tuple[dict[str, Any], dict[str, Any]] | None = field(default=None)

    def reversed(self) -> "Step":
        """Return the step that takes this one back."""
        return Step(
            moves=_swapped(self.moves),
            locks=_swapped(self.locks),
            territories=_swapped(self.territories),
            units=_swapped(self.units),
            plan=None if self.plan is None else (self.plan[1], self.plan[0]),
        )

    def changes(self) -> dict[str, Any]:
        """Return all but the moves, as an ``Edit`` keeps it."""
        lists = {"locks": self.locks, "territories": self.territories, "units": self.units}
        answer: dict[str, Any] = {key: [list(row) for row in rows] for key, rows in lists.items()
                                  if rows}  # fmt: skip
        return answer if self.plan is None else {**answer, "plan": list(self.plan)}

    @classmethod
    def of(cls, edit: Edit) -> Self:
        """Read back the step of an edit."""
        kept = edit.changes
        return cls(
            moves=[(u, a, b) for u, a, b in edit.moves],
            locks=[(u, a, b) for u, a, b in kept.get("locks", [])],
            territories=[(t, a, b) for t, a, b in kept.get("territories", [])],
            units=[(u, a, b) for u, a, b in kept.get("units", [])],
            plan=tuple(kept["plan"]) if "plan" in kept else None,
        )


def _swapped(rows: Iterable[tuple[int, Any, Any]]) -> list[tuple[int, Any, Any]]:
    return [(key, after, before) for key, before, after in rows]
