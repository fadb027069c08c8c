"""Read JSON with care: every complaint names the path of the field and the remedy."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LONGEST = 1e300  # beyond it a whole number of JSON is no number that can be told


class BadWeek(ValueError):
    """A file cannot be planned; the message is one line with the field's path and a remedy."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(f"{path}: {text}")
        self.path, self.text = path, text


class Repeated(dict[str, Any]):
    """An object of the file in which a key stands twice."""

    key = ""


def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
    """Read the keys of an object, and remember one that stands twice (``json.loads``)."""
    table = dict(found)
    if len(table) < len(found):
        table = Repeated(table)
        names = [key for key, _ in found]
        table.key = next(key for i, key in enumerate(names) if key in names[:i])
    return table


@dataclass(frozen=True)
class Field:
    """A value with its path, such as ``accounts[12].windows[1]``."""

    value: Any
    path: str

    def bad(self, text: str) -> BadWeek:
        """Return the complaint about this field."""
        return BadWeek(self.path or "the file", text)

    def table(self, *known: str) -> "Field":
        """Require an object with no other keys than these, so that a misspelling is no silence."""
        if not isinstance(self.value, dict):
            raise self.bad("must be an object { }.")
        self.once()
        for key in self.value:
            if key not in known:
                raise Field(None, self._join(key)).bad(
                    f"is not known here. Write one of: {', '.join(known)}."
                )
        return self

    def once(self) -> None:
        """Require that no key of an object stands twice: one of the two would be passed over."""
        if isinstance(self.value, Repeated):
            raise Field(None, self._join(self.value.key)).bad("stands twice. Leave one of them.")

    def _join(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def get(self, key: str) -> "Field | None":
        """Return a key that may be absent or null."""
        value = self.value.get(key)
        return None if value is None else Field(value, self._join(key))

    def need(self, key: str) -> "Field":
        """Return a key that must be there."""
        field = self.get(key)
        if field is None:
            raise Field(None, self._join(key)).bad("is missing. Add it.")
        return field

    def items(self) -> Iterator["Field"]:
        """Give the elements of a list."""
        if not isinstance(self.value, list):
            raise self.bad("must be a list [ ].")
        for i, value in enumerate(self.value):
            yield Field(value, f"{self.path}[{i}]")

    def each(self, key: str) -> Iterator["Field"]:
        """Give the elements of a list that may be absent."""
        field = self.get(key)
        return iter(()) if field is None else field.items()

    def text(self) -> str:
        """Require text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.bad('must be text in quotes, such as "Ana".')
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            raise self.bad(f"is {self.value!a}, which holds half a character. Write it again.")
        return self.value.strip()

    def number(self, low: float, high: float) -> float:
        """Require a number within bounds."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.bad(f"must be a number from {low:g} to {high:g}.")
        if not low <= self.value <= high:
            told = f"{self.value:g}" if abs(self.value) < LONGEST else "too large"
            raise self.bad(f"is {told}; write a number from {low:g} to {high:g}.")
        return float(self.value)

    def whole(self, low: int, high: int) -> int:
        """Require a whole number within bounds."""
        number = self.number(low, high)
        if number != int(number):
            raise self.bad(f"is {number:g}; write a whole number.")
        return int(number)

    def flag(self) -> bool:
        """Require true or false."""
        if not isinstance(self.value, bool):
            raise self.bad("must be true or false.")
        return self.value

    def date(self) -> dt.date:
        """Require a date."""
        try:
            return dt.date.fromisoformat(self.text())
        except ValueError:
            raise self.bad(f'is {self.value!r}; write a date as "2026-12-07".') from None

    def moment(self) -> dt.datetime:
        """Require a date, which means its first minute, or a date with a time."""
        try:
            moment = dt.datetime.fromisoformat(self.text())
        except ValueError:
            raise self.bad(
                f'is {self.value!r}; write "2026-12-07" or "2026-12-07T14:00".'
            ) from None
        if moment.tzinfo is not None:
            raise self.bad("carries a time zone; write local time without one.")
        return moment

    def clock(self) -> float:
        """Require a time of day; return minutes after midnight."""
        return clock(self.text(), self)


def clock(text: str, field: Field) -> float:
    """Return minutes after midnight of ``09:30``; ``24:00`` is the end of the day."""
    hours, sign, minutes = text.strip().partition(":")
    digits = f"{hours}{minutes}"
    if sign and digits.isascii() and hours.isdigit() and minutes.isdigit() and len(minutes) == 2:
        total = int(hours) * 60 + int(minutes)
        if total <= 24 * 60 and int(minutes) < 60:
            return float(total)
    raise field.bad(f'is {text!r}; write a time as "09:30".')
