"""What can stand in the way of a change, each with a sentence that says what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comarca.territories.models import Plan


class PlanClosed(Exception):
    """The plan is in force or past; a copy of it can be changed."""


class NothingToUndo(Exception):
    """There is no edit of one's own left to undo or redo."""


class UnknownTerritory(Exception):
    """A change names a territory or a unit that is not in this plan."""


class TerritoryInUse(Exception):
    """A territory that still holds units cannot be deleted."""


@dataclass(frozen=True)
class Clash:
    """One unit that somebody else has moved, or that is locked."""

    unit: int
    name: str
    expected: int | None
    actual: int | None
    locked: bool
    by: dict[str, Any] | None
    at: str | None


class Conflict(Exception):
    """The change does not fit what the plan is now; nothing was applied."""

    def __init__(self, plan: Plan, clashes: Sequence[Clash], text: str = "") -> None:
        self.plan, self.clashes = plan, clashes
        held = bool(clashes) and all(clash.locked for clash in clashes)
        super().__init__(text or (_locked_text(clashes) if held else _moved_text()))


def _moved_text() -> str:
    return _("Somebody else has changed these units meanwhile.")


def _locked_text(clashes: Sequence[Clash]) -> str:
    names = ", ".join(clash.name for clash in clashes[:3])
    return _("These units are locked: %(names)s. Unlock them first.") % {"names": names}
