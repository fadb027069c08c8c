"""What a person decides about a layer to be imported, and what is proposed to them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from comarca.geography.importing.columns import (
    Column,
    guess_code,
    guess_figures,
    guess_name,
    guess_postal,
    guess_region,
    text,
)

SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Choice:
    """Which layer of a file, which of its rows, and which columns are what.

    ``keep`` lists ``(column, value)``: a row is kept when it has, for every column named, one of
    the values named for it. ``swap`` turns longitude and latitude.
    """

    name: str
    country: str
    code: str
    label: str
    parent: str = ""
    measures: Sequence[str] = ()
    layer: str = ""
    keep: Sequence[tuple[str, str]] = field(default_factory=list)
    is_postal: bool = False
    attribution: str = ""
    swap: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the choice for a job's payload."""
        return asdict(self)


def rows_kept(columns: dict[str, list[Any]], keep: Sequence[Sequence[str]]) -> list[int]:
    """Return the rows that the filters keep, in order.

    >>> rows_kept({"LEVEL": [1, 2, 2]}, [("LEVEL", "2")])
    [1, 2]
    """
    count = len(next(iter(columns.values()), []))
    wanted: dict[str, set[str]] = {}
    for column, value in keep:
        if column in columns:
            wanted.setdefault(column, set()).add(value)
    return [
        row
        for row in range(count)
        if all(text(columns[column][row]) in values for column, values in wanted.items())
    ]


def propose(profiles: Sequence[Column]) -> dict[str, Any]:
    """Return the proposed columns: id, name, region above, figures, and whether ids are postal."""
    code = guess_code(profiles)
    name = guess_name(profiles, code)
    return {
        "code": code,
        "label": name,
        "parent": guess_region(profiles, name, code),
        "measures": guess_figures(profiles, code),
        "is_postal": guess_postal(profiles, code),
    }
