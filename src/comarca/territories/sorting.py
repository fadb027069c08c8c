"""The order in which a reader looks for names: accents and case do not count, ñ follows n."""

import re
import unicodedata
from typing import Any

_DIGITS = re.compile(r"(\d+)")
_ENYE = "n\uffff"


def name_key(name: str) -> list[Any]:
    """Return what a name is sorted by; numbers in it count as numbers.

    >>> sorted(["Zona 10", "Zona 9", "Ávila", "Nuñez", "Nunez Z", "Oria"], key=name_key)
    ['Ávila', 'Nunez Z', 'Nuñez', 'Oria', 'Zona 9', 'Zona 10']
    """
    text = name.casefold().replace("ñ", _ENYE)
    flat = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return [
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in _DIGITS.split(flat)
        if part
    ]
