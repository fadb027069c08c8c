"""What the map's routes take and answer, by name and type."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from comarca.base.api.errors import Problem
from comarca.base.api.values import Id, Version

MOST_MOVES = 60_000
Flag = Literal[0, 1]


class Base(Schema):
    """The version of the plan that the page knows."""

    base_version: Version


class Edits(Base):
    """Moves of units: unit, territory before, territory after."""

    moves: list[tuple[Id, Id | None, Id | None]] = Field(min_length=1, max_length=MOST_MOVES)


class Locks(Schema):
    """Units to hold where they are, or to let go."""

    units: list[Id] = Field(max_length=MOST_MOVES)
    locked: bool


class TerritoryIn(Schema):
    """A territory's name and who serves it."""

    name: str | None = Field(None, min_length=1, max_length=150, pattern=r"^[^\x00]*\S[^\x00]*$")
    person: Id | None = None


class Day(Schema):
    """The day a plan comes into force."""

    day: date


class PersonOut(Schema):
    """A person by name."""

    id: int
    name: str


class MeasureOut(Schema):
    """A figure to compare territories by; what the plan is balanced by has a tolerance."""

    key: str
    label: str
    unit: str
    tolerance: float | None
    mean: float
    total: float


class TerritoryOut(Schema):
    """A territory with its figures, and how far each stands from its fair share.

    A proposal's new territories have no figures yet. ``editable`` says whether the reader may move
    units into it. ``fair`` (the mean of the container, by
    measure) is told to readers who see only part of the plan.
    """

    id: int
    code: str
    name: str
    colour: int
    container: str
    person: PersonOut | None
    totals: dict[str, float] = Field(default_factory=dict)
    deviation: dict[str, float | None] = Field(default_factory=dict)
    accounts: int = 0
    units: int = 0
    area_km2: float = 0.0
    pieces: int = 0
    across_sea: bool = False
    label: tuple[float, float] | None = None
    editable: bool = False
    fair: dict[str, float] | None = None


class LayerOut(Schema):
    """The layer of a plan; its version is part of the address of its tiles."""

    id: int
    name: str
    version: str


class PlanOut(Schema):
    """The plan that a workspace shows."""

    id: int
    name: str
    status: str
    version: int
    layer: LayerOut
    effective_from: date | None


class Unassigned(Schema):
    """What is in no territory."""

    units: int
    accounts: int


class Workspace(Schema):
    """A plan with its measures and territories; ``insets`` are the boxes of far islands.

    ``plans_all`` says whether the reader may change all of it, not a region only.
    """

    plan: PlanOut
    can_edit: bool
    plans_all: bool
    bounds: tuple[float, float, float, float] | None
    insets: list[tuple[float, float, float, float]]
    palette_size: int
    measures: list[MeasureOut]
    territories: list[TerritoryOut]
    unassigned: Unassigned


class Borders(Schema):
    """Pairs of neighbouring units by their place in the columns; ``bridge`` is over water."""

    a: list[int]
    b: list[int]
    bridge: list[Flag]


class UnitColumns(Schema):
    """All units of a plan, one list for each column; ``land`` numbers mainland and islands."""

    version: int
    id: list[int]
    territory: list[int | None]
    locked: list[Flag]
    lon: list[float]
    lat: list[float]
    area: list[float]
    name: list[str]
    region: list[str]
    land: list[int]
    accounts: list[int]
    measures: dict[str, list[float]]
    borders: Borders


class TerritoryState(Schema):
    """What a territory is after a change."""

    code: str = ""
    name: str
    colour: int
    container: str = ""
    person: int | None


class Change(Schema):
    """One edit: moved units, locked units, changed territories (null: deleted)."""

    version: int
    by: PersonOut | None
    at: datetime
    kind: str
    moves: list[tuple[int, int | None, int | None]]
    locks: list[tuple[int, bool]]
    territories: list[tuple[int, TerritoryState | None]]
    subdivided: bool


class Changes(Schema):
    """What has changed in a plan after a version."""

    version: int
    changes: list[Change]


class Clash(Schema):
    """One unit that somebody else has moved, or that is locked."""

    unit: int
    name: str
    expected: int | None
    actual: int | None
    locked: bool
    by: PersonOut | None
    at: datetime | None


class Step(Schema):
    """A step that was done: the plan's version with it."""

    version: int
    edit_id: int


class Refusal(Problem):
    """A step that was refused: what stood in its way, and what has changed meanwhile."""

    version: int
    conflicts: list[Clash] = Field(default_factory=list)
    changes: list[Change] = Field(default_factory=list)


class Locked(Schema):
    """How many units changed, and the plan's version with it."""

    units: int
    version: int


class JobRef(Schema):
    """The job that does it; follow it at ``/api/jobs/{id}``."""

    job: int


class NewTerritory(Schema):
    """A territory that a proposal would add."""

    id: int
    code: str
    name: str


class Moved(Schema):
    """How much a proposal moves; ``share`` is of the first measure (0 to 1)."""

    units: int
    accounts: int
    share: float


class Assignment(Schema):
    """A division in two columns: units, and the territory of each."""

    unit: list[int]
    territory: list[int | None]


class ProposalOut(Schema):
    """What a proposal promises, and its division."""

    id: int
    kind: str
    plan_version: int
    taken_at: datetime | None
    violations: list[str]
    worst_deviation: dict[str, float] | None
    mean_km: float | None
    travel: float | None
    moved: Moved | None
    feasible: bool | None
    finished: bool | None
    bound_gap: float | None
    totals: dict[str, dict[str, float]] | None
    cut: float | None
    new: list[NewTerritory] | None
    assignment: Assignment
    territories: list[int]


class Compared(Schema):
    """The units that another plan gives to somebody else, and the territory they are in there."""

    name: str
    unit: list[int]
    before: list[str]


class Reached(Schema):
    """Units within so many minutes' drive; how that was found: ``estimate``, no roads."""

    unit: list[int]
    source: Literal["estimate"] = "estimate"


class InForce(Schema):
    """A plan that was put into force: from when on, and how many accounts change hands."""

    accounts: int
    day: date


class NotInForce(Problem):
    """Why a plan cannot be put into force, reason by reason."""

    reasons: list[str] = Field(default_factory=list)
