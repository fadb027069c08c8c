"""The columns of a layer's table, and which of them is the id, the name, the region above."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from comarca.geography.importing.heading_words import (
    CODE_WORDS,
    FIGURE_WORDS,
    NAME_WORDS,
    OTHER_WORDS,
    POSTAL_WORDS,
    REGION_WORDS,
    SIZE_WORDS,
)

MOST_VALUES = 60


@dataclass(frozen=True)
class Column:
    """One column: how many rows are blank, how many values differ, and what they look like.

    ``letters`` is the share of filled cells with a letter, ``length`` their mean length, ``digits``
    whether most hold a digit.
    """

    name: str
    numeric: bool
    rows: int
    blanks: int
    distinct: int
    letters: float
    length: float
    digits: bool
    common: tuple[tuple[str, int], ...]

    @property
    def words(self) -> list[str]:
        """Return the words of the heading: ``DPTO_CCDGO`` is dpto, ccdgo."""
        spaced = re.sub(r"(?<=[a-zá-ú])(?=[A-Z])", " ", self.name)
        return [w for w in re.split(r"[^0-9a-zá-úñ]+", spaced.lower()) if w]

    @property
    def unique(self) -> bool:
        """Return whether every filled cell differs and few are blank."""
        filled = self.rows - self.blanks
        return filled > 0 and self.distinct == filled and self.blanks <= 0.05 * self.rows


def text(value: Any) -> str:
    """Return a cell as text: whole numbers without decimals, nothing for what is missing."""
    if value is None or value != value:  # noqa: PLR0124
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()[:200]


def profile(name: str, values: Sequence[Any], numeric: bool) -> Column:
    """Return what a column looks like."""
    cells = [text(v) for v in values]
    counts = Counter(cell for cell in cells if cell)
    filled = sum(counts.values())
    with_letter = sum(n for cell, n in counts.items() if any(c.isalpha() for c in cell))
    length = sum(len(cell) * n for cell, n in counts.items()) / max(filled, 1)
    digits = sum(n for cell, n in counts.items() if any(c.isdigit() for c in cell)) > filled / 2
    common = tuple(counts.most_common(MOST_VALUES)) if len(counts) <= MOST_VALUES else ()
    return Column(
        name, numeric, len(cells), len(cells) - filled, len(counts),
        with_letter / max(filled, 1), length, digits, common,
    )  # fmt: skip


def guess_code(columns: Sequence[Column]) -> str:
    """Return the column that tells the areas apart: unique, short, without blanks."""
    return _best(columns, _code_score)


def guess_name(columns: Sequence[Column], code: str) -> str:
    """Return the column of the names: words that differ from area to area."""
    named = [c for c in columns if c.letters > 0.5 and c.distinct > 1 and c.name != code]
    return _best(named, _name_score) or code


def guess_region(columns: Sequence[Column], name: str, code: str) -> str:
    """Return the column of the region above: words that several areas share."""
    size = next((c.distinct for c in columns if c.name == name), 0)
    # A region gathers areas: a column with nearly as many values as names does not.
    shared = [
        c
        for c in columns
        if c.letters > 0.5
        and 1 < c.distinct <= 0.6 * size
        and c.blanks <= 0.2 * c.rows
        and c.name not in {name, code}
        and not OTHER_WORDS & set(c.words)
    ]
    return _best(shared, _region_score)


def guess_postal(columns: Sequence[Column], code: str) -> bool:
    """Return whether the id is a postal code by its heading."""
    return any(bool(POSTAL_WORDS & set(c.words)) for c in columns if c.name == code)


def guess_figures(columns: Sequence[Column], code: str) -> list[str]:
    """Return the figures that are worth keeping: people and households."""
    return [
        c.name
        for c in columns
        if c.numeric and c.name != code and (FIGURE_WORDS & set(c.words) or _starts(c.words))
    ]


def _starts(words: Iterable[str]) -> bool:
    return any(re.fullmatch(r"(pop|pob)\d{2,4}", word) for word in words)


def _best(columns: Sequence[Column], score: Any) -> str:
    """Return the name of the column with the highest score, the first of equals."""
    return max(columns, key=score).name if columns else ""


def _share(column: Column) -> float:
    return column.distinct / max(column.rows, 1)


def _code_score(column: Column) -> float:
    words = set(column.words)
    score = (
        4.0 if column.unique else 2.0 * _share(column) - 2.0 * column.blanks / max(column.rows, 1)
    )
    score += 1.5 if words & CODE_WORDS else 0.0
    score -= 1.2 if words & {"objectid", "fid", "gid", "oid"} else 0.0
    score += 0.5 if column.length <= 12 else -1.0
    # NUTS_NAME holds a word of ids and one of names: it is the name.
    score -= 3.0 if column.letters > 0.5 and words & NAME_WORDS and not column.digits else 0.0
    # Sizes and populations are unique too, but nobody calls an area by them.
    score -= (
        3.0 if column.numeric and (words & (SIZE_WORDS | FIGURE_WORDS) or _starts(words)) else 0.0
    )
    score -= 1.5 if column.numeric and not words & CODE_WORDS else 0.0
    score -= 2.0 if any("." in value for value, _n in column.common[:3]) and column.numeric else 0.0
    return score


def _name_score(column: Column) -> float:
    words = set(column.words)
    score = 3.0 * _share(column) + (2.0 if words & NAME_WORDS else 0.0)
    score -= 2.0 if words & OTHER_WORDS else 0.0
    score -= 1.0 if words & CODE_WORDS and not words & NAME_WORDS else 0.0
    return score - (0.5 if column.length < 3 else 0.0)


def _region_score(column: Column) -> float:
    words = set(column.words)
    score = 2.0 if words & REGION_WORDS else 0.0
    score += 1.0 if words & NAME_WORDS else 0.0
    score -= 1.0 if column.length < 4 else 0.0
    return score + _share(column)
