"""What becomes of one row of a file of described objects."""

from dataclasses import dataclass, field

from comarca.imports.preview.outcome import Outcome


@dataclass(slots=True)
class ObjectOutcome(Outcome):
    """One row: what it holds, what it does to which object, and what is wrong with it."""

    object_id: int | None = None
    refers: dict[str, int] = field(default_factory=dict)  # field -> row of the same file
