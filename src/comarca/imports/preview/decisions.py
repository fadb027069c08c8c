"""What a person decided about a file: one answer settles all rows that ask the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ADD, SKIP = "add", "skip"
NONE = "0"  # nothing: the cell counts as empty
# All rows whose town and postal code lie apart are one question: which of the two counts.
CLASH, TOWN, CODE, NOWHERE = "clash", "town", "code", "0"


@dataclass(frozen=True, slots=True)
class Decisions:
    """The answers by kind and key; they are kept with the import and can be taken back.

    ``places`` lead to a unit (0: stays off the map), ``owners`` to a person, ``add`` or ``skip``,
    ``statuses`` to a status or ``skip``, ``decimals`` (by heading) to a decimal sign; ``clash``
    says whether the town or the postal code counts where they lie apart.
    """

    places: Mapping[str, int] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    decimals: Mapping[str, str] = field(default_factory=dict)
    clash: str = ""
    by_kind: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # as they are stored

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Decisions":
        """Return stored answers; what is not understood counts as not answered."""
        places = stored.get("place", {})
        return cls(
            places={key: int(unit) for key, unit in places.items() if str(unit).isdigit()},
            owners=dict(stored.get("owner", {})),
            statuses=dict(stored.get("status", {})),
            decimals={k: v for k, v in stored.get("decimal", {}).items() if v in {",", "."}},
            by_kind=stored,
            clash=str(stored.get(CLASH, {}).get(CLASH, "")),
        )
