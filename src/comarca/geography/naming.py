"""Find a unit by what people call it: any language, any spelling, any order of the article."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from comarca.geography.models import GeoUnit, Layer, UnitName

ARTICLES = (
    "el", "la", "los", "las", "l", "els", "les", "lo", "es", "sa", "ses", "s", "n",
    "a", "o", "as", "os", "the",
)  # fmt: skip
_article = "|".join(ARTICLES)
BEHIND = re.compile(rf"^(?P<name>.+?)(?:\s*,\s*|\s*\(\s*)(?P<article>{_article})['’]?\s*\)?$")
BEFORE = re.compile(rf"^(?:(?:{_article})\s+|(?:l|d|s|n)['’]\s*)(?P<rest>.+)$")
NOT_WORD = re.compile(r"[^a-z0-9]+")
SPLIT = re.compile(r"\s*[|/]\s*|\s+-\s+")
REGIONS = {
    "alava": "araba", "alacant": "alicante", "castello": "castellon", "gerona": "girona",
    "guipuzcoa": "gipuzkoa", "islas baleares": "illes balears", "baleares": "illes balears",
    "la coruna": "coruna", "coruna": "coruna", "lerida": "lleida", "orense": "ourense",
    "valencia": "valencia", "vizcaya": "bizkaia", "navarra": "navarra", "tenerife":
    "santa cruz de tenerife", "gran canaria": "las palmas", "nafarroa": "navarra",
}  # fmt: skip


def fold(name: str) -> str:
    """Return a name without accents, case, punctuation and article, for comparing.

    >>> fold("Coruña, A"), fold("LA CORUÑA"), fold("l'Hospitalet de Llobregat")
    ('coruna', 'coruna', 'hospitalet de llobregat')
    """
    plain = unicodedata.normalize("NFKD", name.strip().casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("·", "")
    behind = BEHIND.match(plain)
    if behind:
        plain = behind["name"]
    else:
        before = BEFORE.match(plain)
        if before and len(before["rest"]) > 2:
            plain = before["rest"]
    return NOT_WORD.sub(" ", plain).strip()


def spellings(name: str) -> set[str]:
    """Return the folded forms of a name and of its parts in several languages.

    >>> sorted(spellings("Vitoria-Gasteiz"))
    ['gasteiz', 'vitoria', 'vitoria gasteiz']
    """
    forms = {fold(name)}
    forms |= {fold(part) for part in SPLIT.split(name) if len(part) > 2}
    parts = name.split("-")
    if len(parts) == 2 and all(p and p[0].isupper() and " " not in p.strip() for p in parts):
        forms |= {fold(part) for part in parts}
    return {form for form in forms if form}


@dataclass(frozen=True)
class NameMatch:
    """What a name may mean: one unit, or several candidates, or nothing."""

    unit_id: int | None
    candidates: tuple[int, ...]
    how: str


class NameIndex:
    """Every spelling of a layer's units, in memory."""

    def __init__(self, layer_id: int) -> None:
        self.by_name: dict[str, list[int]] = {}
        self.regions: dict[int, set[str]] = {}
        self.full: dict[str, set[int]] = {}
        units = GeoUnit.objects.filter(layer=layer_id).exclude(level="cell")
        for pk, code, region, name in units.values_list("pk", "region_code", "region", "name"):
            words = {_region(part) for part in SPLIT.split(region)} | {_region(region)}
            self.regions[pk] = words | {code.lstrip("0") or code, code}
            self.full.setdefault(fold(name), set()).add(pk)
        for folded, unit in UnitName.objects.filter(layer=layer_id).values_list("folded", "unit"):
            self.by_name.setdefault(folded, []).append(unit)

    @classmethod
    def for_layer(cls, layer_id: int) -> "NameIndex":
        """Return the layer's index, built once for each version of the layer."""
        return _index(layer_id, Layer.objects.values_list("version", flat=True).get(pk=layer_id))

    def find(self, name: str, province: str = "") -> NameMatch:
        """Return the unit with a name; the province decides between several of the same name.

        A whole name wins over a part of one; what stays ambiguous is reported, not guessed.
        """
        found: dict[int, None] = {}
        for form in [fold(name), *sorted(spellings(name))]:
            found.update(dict.fromkeys(self.by_name.get(form, ())))
            if found:
                break
        candidates = list(found)
        if province and candidates:
            wanted = {_region(part) for part in SPLIT.split(province)} | {_region(province)}
            candidates = [c for c in candidates if self.regions[c] & wanted]
        if len(candidates) > 1:
            whole = [c for c in candidates if c in self.full.get(fold(name), ())]
            candidates = whole if len(whole) == 1 else candidates
        one = candidates[0] if len(candidates) == 1 else None
        how = "name" if one else "ambiguous" if candidates else "unknown"
        return NameMatch(one, tuple(candidates), how)


def _region(name: str) -> str:
    folded = fold(name)
    return REGIONS.get(folded, folded.lstrip("0") or folded)


@lru_cache(maxsize=8)
def _index(layer_id: int, version: str) -> NameIndex:
    return NameIndex(layer_id)
