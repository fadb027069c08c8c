"""Finds rows that share a telephone with an account or an earlier row, and are named alike."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import fuzz

# National numbers differ in their last nine digits, however the prefix is written.
DIGITS, FEWEST = 9, 7
# A number that more than this many share is a switchboard or a head office and tells nothing.
MOST_SHARED = 3
NAMED_ALIKE, SAME_STREET = 60.0, 85.0
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Line(Generic[Key]):
    """One holder of a telephone number: a key, its folded name and address."""

    key: Key
    name: str
    address: str


def phone_key(text: str) -> str:
    """Return what two ways to write one number have in common, nothing for no number.

    >>> phone_key("+34 911 234 567") == phone_key("911-23-45-67")
    True
    """
    digits = "".join(letter for letter in text if letter.isdigit())
    return digits[-DIGITS:] if len(digits) >= FEWEST else ""


def same_holder(
    row: Line[int], phone: str, holders: Mapping[str, Sequence[Line[Key]]]
) -> tuple[Key, float] | None:
    """Return who has the number already and is likely the same, and how likely."""
    found = holders.get(phone_key(phone), ()) if phone else ()
    if not found or len(found) > MOST_SHARED:
        return None
    scored = [(_likeness(row, other), other.key) for other in found]
    score, key = max(scored, key=lambda pair: pair[0])
    return (key, score / 100) if score >= NAMED_ALIKE else None


def _likeness(a: Line[int], b: Line[Key]) -> float:
    """Return how alike two holders of a number are; the same street speaks for them too."""
    name = float(fuzz.token_set_ratio(a.name, b.name))
    if a.address and b.address and fuzz.token_sort_ratio(a.address, b.address) >= SAME_STREET:
        return max(name, SAME_STREET)
    return name
