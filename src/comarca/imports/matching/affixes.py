"""Takes away what most headings of a table share: "A1_COD", "T_VILLE", "POBCLI"."""

import re
from collections import Counter
from collections.abc import Sequence

from comarca.imports.matching.canonical import ACCOUNT, PERSON

LEAST, MOST_OF_ALL = 5, 0.6
BEFORE = re.compile(r"^(?P<shared>[^\W_]{1,12})(?:_+|\s*[-–:.>]\s+|[:.>](?=\w))(?=\w)")
BEHIND = re.compile(r"(?<=[^\W_])(?:_+|\s+[-–]\s+)(?P<shared>[^\W_]{1,12})$")
HUMP = re.compile(r"(?<=[a-z])(?P<shared>[A-Z][a-z]{2,6})(?=\d?$)")
GLUED = re.compile(r"(?<=[A-Z0-9]{2})(?P<shared>[A-Z]{3})$")


def without_shared(headings: Sequence[str]) -> dict[str, str]:
    """Return the headings that begin or end as most of them do, without that part.

    >>> without_shared(["A1_COD", "A1_NOME", "A1_MUN", "A1_EST", "A1_CEP", "Fax"])["A1_MUN"]
    'MUN'
    """
    for pattern in (BEFORE, BEHIND, HUMP, GLUED):
        found = {one: match for one in headings if (match := pattern.search(one))}
        counted = Counter(match["shared"].casefold() for match in found.values())
        shared, times = counted.most_common(1)[0] if counted else ("", 0)
        if shared in ACCOUNT | PERSON:
            continue  # whose a field is, ``canonical`` reads itself
        if times >= max(LEAST, MOST_OF_ALL * len(headings)):
            return {
                one: one[: match.start()] + one[match.end() :]
                for one, match in found.items()
                if match["shared"].casefold() == shared
            }
    return {}
