"""What a postal code says about where something is, also where the code itself is not known."""

import csv
from collections import defaultdict
from pathlib import Path

from django.conf import settings

from comarca.geography.models import Layer
from comarca.geography.postal import PostalIndex

PREFIX = 2


class PostalEvidence:
    """The units a code reaches, and the regions where codes that begin alike are."""

    def __init__(self, layer: Layer, region_of: dict[int, str]) -> None:
        self._codes = PostalIndex.for_layer(layer.pk)
        self._region_of = region_of
        self._regions: dict[str, set[str]] = defaultdict(set)
        for code, units in self._codes.units.items():
            self._regions[code[:PREFIX]].update(region_of.get(unit, "") for unit in units)
        self._width = self._codes.width
        self.is_known = bool(self._codes.units)
        if not self.is_known:
            self._width, self._regions = _beginnings(layer)

    def units(self, code: str) -> tuple[int, ...]:
        """Return the units that a code reaches."""
        return self._codes.find(code) if code else ()

    def regions(self, code: str) -> set[str] | None:
        """Return the regions that a code may lie in, an empty set for none, None for no idea."""
        plain = code.strip().upper()
        if not plain or not self._regions:
            return None
        if not self.is_known:
            return self._of_beginning(plain.partition("-")[0])
        if reached := self._codes.find(plain):
            return {self._region_of.get(unit, "") for unit in reached}
        if self._width:
            plain = plain.zfill(self._width) if plain.isdigit() else plain
            if len(plain) != self._width or not plain.isdigit():
                return set()
        return self._regions.get(plain[:PREFIX], set())

    def _of_beginning(self, code: str) -> set[str] | None:
        """Return the regions of codes that begin so; what is no code of the country says nothing.

        One figure may be missing: the zero that spreadsheets leave out.
        """
        if not code.isdigit() or len(code) not in {self._width, self._width - 1}:
            return None
        whole = code.zfill(self._width)
        return next((r for n in (PREFIX, 1) if (r := self._regions.get(whole[:n]))), None)


def _beginnings(layer: Layer) -> tuple[int, dict[str, set[str]]]:
    """Return how many figures codes have, and the regions of those that begin alike.

    A pack without a table of codes may say as much.
    """
    path = Path(settings.PACKS_DIR) / layer.country.lower() / "postal_regions.csv"
    if layer.source != Layer.Source.PACK or not layer.country or not path.exists():
        return 0, {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return int(rows[0]["digits"]), {row["begins"]: set(row["regions"].split("|")) for row in rows}
