"""Reads the number of a row from what somebody sent, which may be anything."""

from typing import Any

MOST_DIGITS = 18  # what a database holds as a key, at most


def key_in(said: Any) -> int | None:
    """Return the number that a text or a number names, or None where it can be no row's.

    >>> key_in(" 12 "), key_in("²"), key_in("9" * 30), key_in("-1")
    (12, None, None, None)
    """
    text = str(said).strip()
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
