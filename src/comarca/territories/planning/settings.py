"""What a planner asks of the optimiser: the one schema that form, API, job and engine share."""

from collections.abc import Mapping
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, field_validator

from comarca.accounts.measures import MEASURES

DEFAULT_TOLERANCE = 0.10
LONGEST = 600  # seconds: what a planner would still wait for
USUAL = 120  # seconds; the search ends by itself long before, except on a very busy machine
Containers = Literal["none", "landmass", "region"]


class MeasureTarget(Schema):
    """A measure to balance, and the share a territory may stand from its mean (0.05 is 5 %)."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    key: str
    tolerance: float = Field(default=DEFAULT_TOLERANCE, gt=0, le=10)

    @field_validator("key")
    @classmethod
    def known(cls, key: str) -> str:
        """Refuse a measure that accounts do not have."""
        if key not in MEASURES:
            raise ValueError(f"unknown measure: {key}")
        return key


class OptimiserSettings(Schema):
    """How to divide a plan.

    ``k`` is the number of territories without fixed homes (None: as many as the plan has);
    ``max_moved`` the largest share (0 to 1) of the first measure that may change territory;
    ``time_limit`` the seconds for all proposals together.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    measures: tuple[MeasureTarget, ...] = Field(
        default=(MeasureTarget(key="workload"),), min_length=1, max_length=8
    )
    k: int | None = Field(default=None, ge=1, le=2000)
    homes: bool = True
    containers: Containers = "landmass"
    keep_locked: bool = True
    max_moved: float | None = Field(default=None, ge=0, le=1)
    seed: int = Field(default=1, ge=0)
    time_limit: float = Field(default=USUAL, gt=0, le=LONGEST)
    subdivide: bool = True

    @property
    def tolerances(self) -> dict[str, float]:
        """Return the tolerance of each measure, the weight of distance first."""
        return {row.key: row.tolerance for row in self.measures}

    def stored(self) -> dict[str, Any]:
        """Return the settings as jobs, proposals and plans keep them."""
        return self.model_dump(mode="json")


def settings_of(options: Mapping[str, Any]) -> OptimiserSettings | None:
    """Return the settings that a plan or a proposal was made with; None where it never was.

    A measure that has been deleted since is left out.
    """
    rows = [row for row in options.get("measures", []) if row.get("key") in MEASURES]
    if not rows:
        return None
    known = {key: value for key, value in options.items() if key in OptimiserSettings.model_fields}
    return OptimiserSettings.model_validate({**known, "measures": rows})
