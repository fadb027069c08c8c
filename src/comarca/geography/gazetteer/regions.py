"""Recognises provinces, states and regions in any usual spelling."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from rapidfuzz import fuzz, process

from comarca.geography.gazetteer.words import BETWEEN, expand
from comarca.geography.naming import fold, fold_whole

# Words that say what kind of area a name is, and nothing about which one.
KINDS = frozenset(
    ["comunidad", "autonoma", "foral", "principado", "region", "provincia", "prov", "departamento",
     "depto", "dpto", "estado", "distrito", "comunitat", "isla", "islas", "province", "state",
     "county", "department", "distrito", "district", "bundesland", "kanton", "canton", "regione",
     "departement", "libre", "soberano", "de", "del", "la", "el", "los", "las", "of", "the", "y",
     "d", "da", "do", "a", "di", "metropolitana", "community", "principality", "autonomous"]
)  # fmt: skip
INSIDE = re.compile(r"[(),]")
ALIKE = 80.0
ALSO = "also"  # a spelling of the table that may mean this region beside those that claim it
SHORT = 3


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """The regions that a text means, and whether that is certain or a guess."""

    codes: frozenset[str] = field(default_factory=frozenset)
    name: str = ""
    is_guess: bool = False

    def __bool__(self) -> bool:
        return bool(self.codes)


NOTHING = RegionMatch()


def region_key(code: str, region: str) -> str:
    """Return what a unit's region is known by: its code, else its name."""
    return code or fold(region)


def bag(text: str) -> str:
    """Return the telling words of a region's name in the order of the alphabet.

    >>> bag("Principado de Asturias"), bag("Balears, Illes"), bag("Castilla y León")
    ('asturias', 'balears illes', 'castilla leon')
    """
    words = fold(expand(text)).split()
    telling = sorted({word for word in words if word not in KINDS})
    return " ".join(telling or sorted(set(words)))


class RegionIndex:
    """The regions of a layer's units by every spelling that is known of them."""

    def __init__(self, units: Iterable[tuple[str, str, str, str]], country: str) -> None:
        """Take region code, region, group code and group of each unit."""
        self._known: dict[str, set[str]] = {}
        self._names: dict[str, str] = {}
        members: dict[str, set[str]] = {}
        groups: dict[str, str] = {}
        own: dict[str, str] = {}
        for code, region, group_code, group in dict.fromkeys(units):
            if not (key := region_key(code, region)):
                continue
            members.setdefault(group_code or fold(group), set()).add(key)
            groups.setdefault(group_code or fold(group), group)
            if key not in self._names:
                self._names[key] = region
                self._add({key}, [region, *BETWEEN.split(region)])
                own[key] = code
        for key, group in groups.items():
            self._add(members[key], [group, *BETWEEN.split(group)])
        table = list(spellings(country))
        for level, code, written in table:
            codes = members.get(code, set()) if level == "group" else {code} & self._names.keys()
            self._add(codes, written, is_also=level == ALSO)
        if not any(word.isdigit() for _level, _code, written in table for word in written):
            # The country's own numbers are those of the units, unless its table says otherwise.
            for key, code in own.items():
                self._add({key}, [code, code.lstrip("0")])
        for name, code in _iso_codes(country):
            self._add(self._known.get(bag(name), set()), [code])
        self._known.pop("", None)
        self._long = [key for key in self._known if len(key) > SHORT]

    def find(self, text: str) -> RegionMatch:
        """Return the regions that a text names, by a guess where it is misspelt."""
        return self.exact(text) or self._guess(text)

    def exact(self, text: str) -> RegionMatch:
        """Return the regions that a text names, in one of the known spellings."""
        if not text.strip():
            return NOTHING
        if codes := self._known.get(fold_whole(text)) or self._known.get(bag(text)):
            return RegionMatch(frozenset(codes), self.name(codes))
        parts = [p for p in (*BETWEEN.split(text), *INSIDE.split(text)) if p.strip() and p != text]
        found = [set(codes) for part in parts if (codes := self._known.get(bag(part)))]
        if not found:
            return NOTHING
        codes = set.intersection(*found) or set.union(*found)
        return RegionMatch(frozenset(codes), self.name(codes))

    def name(self, codes: Iterable[str]) -> str:
        """Return the name of a region, nothing where there are several."""
        known = list(codes)
        return self._names.get(known[0], "") if len(known) == 1 else ""

    def _guess(self, text: str) -> RegionMatch:
        key = bag(text)
        if len(key) <= SHORT:
            return NOTHING
        found = process.extract(key, self._long, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3)
        meant = {frozenset(self._known[name]) for name, score, _i in found if score == found[0][1]}
        if len(meant) != 1:
            return NOTHING
        codes = meant.pop()
        return RegionMatch(codes, self.name(codes), is_guess=True)

    def _add(self, codes: set[str], spellings: Iterable[str], *, is_also: bool = False) -> None:
        """Make regions findable; the first to claim a spelling keeps it, a group shares it.

        Some names are said of neighbours too: Bogotá is often filed under Cundinamarca.
        """
        for spelling in spellings:
            for key in {bag(spelling), fold(spelling), fold_whole(spelling)}:
                if codes:
                    known = self._known.setdefault(key, codes)
                    if is_also:
                        self._known[key] = known | codes


def _iso_codes(country: str) -> Iterator[tuple[str, str]]:
    """Yield name and short code of a country's states and provinces: "Texas", "TX"."""
    import pycountry

    for region in pycountry.subdivisions:
        if region.country_code == country.upper():
            yield region.name, region.code.partition("-")[2]


def spellings(country: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield level, code and spellings of a country's pack, where it brings a table."""
    path = Path(settings.PACKS_DIR) / country.lower() / "regions.csv"
    if not country or not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["level"], row["code"], row["spellings"].split("|")
