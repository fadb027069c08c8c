"""Which units a postal code reaches."""

import re
from functools import lru_cache

from comarca.geography.models import Layer, PostalCode

ENDING = re.compile(r"^(?P<whole>\d{4,5})-\d{3,4}$")


class PostalIndex:
    """Every postal code of a layer, in memory."""

    def __init__(self, layer_id: int) -> None:
        self.units: dict[str, list[int]] = {}
        rows = PostalCode.objects.filter(layer=layer_id).order_by("code", "unit")
        for code, unit in rows.values_list("code", "unit"):
            self.units.setdefault(code, []).append(unit)
        self.width = max((len(code) for code in self.units if code.isdigit()), default=0)

    @classmethod
    def for_layer(cls, layer_id: int) -> "PostalIndex":
        """Return the layer's index, built once for each version of the layer."""
        return _index(layer_id, Layer.objects.values_list("version", flat=True).get(pk=layer_id))

    def find(self, code: str) -> tuple[int, ...]:
        """Return the units a code reaches; a lost leading zero is put back.

        "60601-1234" names a few houses within 60601, where codes are known without such an end.
        """
        plain = code.strip().upper()
        if plain not in self.units:
            plain = _beginning(plain)
        if plain.isdigit():
            plain = plain.zfill(self.width)
        return tuple(self.units.get(plain, ()))


def _beginning(code: str) -> str:
    """Return the part of a code before its dash or its last four digits."""
    found = ENDING.match(code)
    return found["whole"] if found else code


@lru_cache(maxsize=8)
def _index(layer_id: int, version: str) -> PostalIndex:
    return PostalIndex(layer_id)
