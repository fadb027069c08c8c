"""What a person decided about a file: one answer settles all rows that ask the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ADD, SKIP = "add", "skip"


@dataclass(frozen=True, slots=True)
class Decisions:
    """The answers by kind and key; they are kept with the import and can be taken back.

    ``places`` lead to a unit (0: stays off the map), ``owners`` to a person, ``add`` or ``skip``,
    ``statuses`` to a status, ``decimals`` (by heading) to a decimal sign.
    """

    places: Mapping[str, int] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    decimals: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Decisions":
        """Return stored answers; what is not understood counts as not answered."""
        places = stored.get("place", {})
        return cls(
            places={key: int(unit) for key, unit in places.items() if str(unit).isdigit()},
            owners=dict(stored.get("owner", {})),
            statuses=dict(stored.get("status", {})),
            decimals={k: v for k, v in stored.get("decimal", {}).items() if v in {",", "."}},
        )
