"""What a postal code says about where something is, also where the code itself is not known."""

from collections import defaultdict

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
        self.is_known = bool(self._codes.units)

    def units(self, code: str) -> tuple[int, ...]:
        """Return the units that a code reaches."""
        return self._codes.find(code) if code else ()

    def regions(self, code: str) -> set[str] | None:
        """Return the regions that a code may lie in, an empty set for none, None for no idea."""
        plain = code.strip().upper()
        if not plain or not self.is_known:
            return None
        if reached := self._codes.find(plain):
            return {self._region_of.get(unit, "") for unit in reached}
        if self._codes.width:
            plain = plain.zfill(self._codes.width) if plain.isdigit() else plain
            if len(plain) != self._codes.width or not plain.isdigit():
                return set()
        return self._regions.get(plain[:PREFIX], set())
