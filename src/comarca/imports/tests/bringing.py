"""Bring a file of described objects in as a page does: uploaded, previewed, written."""

from dataclasses import dataclass
from pathlib import Path

from comarca.imports.described import applying, previewing
from comarca.imports.lifecycle import intake
from comarca.team.models import Person


@dataclass(frozen=True)
class Brought:
    """What a file did: counts by kind of row, its columns, and what was wrong by row and column."""

    created: int
    changed: int
    unchanged: int
    mapping: dict[str, str]
    problems: list[tuple[int, str]]


def bring(path: Path, kind: str, person: Person, *, write: bool = True) -> Brought:
    """Preview a file and, unless told otherwise, write it."""
    batch = intake.take_in(path.name, [path.read_bytes()], person, kind)
    previewing.prepare(batch)
    told = batch.summary
    if write:
        applying.apply(batch, person)
    rows = batch.rows.order_by("number")
    wrong = [(row.number, one["column"]) for row in rows for one in row.problems]
    return Brought(told["new"], told["changed"], told["unchanged"], dict(batch.mapping), wrong)
