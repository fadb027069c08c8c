"""The names of a layer's units and of the small places in them, each with its size."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from django.conf import settings
from rapidfuzz import fuzz, process

from comarca.geography.gazetteer.words import expand, forms, skeleton
from comarca.geography.models import GeoUnit, Layer, UnitMeasure, UnitName
from comarca.geography.naming import fold, fold_whole, has_article

CUT_NAMES = 25
ALIKE = 82.0
# Where the postal code or the province says the same, more letters may be wrong.
ALIKE_IN_CONTEXT = 60.0
MOST_ALIKE = 6
SIZE_OF_A_HAMLET = 30
# Packs name districts of large towns without figures; so many people make them known.
SIZE_OF_A_DISTRICT = 20_000
# A place of GeoNames with about as many people as its municipality is the municipality itself.
ALSO_CALLED = (0.6, 1.7)
# A short name means the one town whose others that begin so have not a hundredth of its people.
FAMOUS_RATIO = 100
ALIKE_BEGINNING, LEAST_OF_A_BEGINNING = 80.0, 5


class Kind(IntEnum):
    """How a name names a unit, the strongest first."""

    WHOLE = 0
    WORDS = 1
    BEGINNING = 2
    PLACE = 3
    MISSPELT = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """One unit that a name may mean: how, how many people live there, how alike the names are."""

    unit: int
    kind: Kind
    size: int
    likeness: float = 100.0


class Names:
    """Every name of a layer, in memory."""

    def __init__(self, layer: Layer) -> None:
        self.size = _sizes(layer)
        # Where figures of the units are missing, each counts as much as its largest town.
        self.is_of_seats = not self.size
        if self.is_of_seats:
            self.size = _sizes_of_seats(layer)
        self.with_article: set[int] = set()
        # Names of areas with many towns, which no town is meant by.
        self.areas = frozenset(fold(row["name"]) for row in _pack_rows(layer, "areas.csv"))
        # Other names of units that only the gazetteer of places knows, with their unit.
        self.also_called: set[tuple[str, int]] = set()
        self._whole: dict[str, dict[int, None]] = defaultdict(dict)
        self._words: dict[str, dict[int, None]] = defaultdict(dict)
        self._begins: dict[str, set[int]] = defaultdict(set)
        self._places: dict[str, dict[int, int]] = defaultdict(dict)
        self._by_first: dict[str, list[tuple[str, int]]] = defaultdict(list)
        units = GeoUnit.objects.filter(layer=layer, parent__isnull=True)
        codes: dict[str, int] = {}
        for pk, code, name in units.values_list("pk", "code", "name"):
            codes[code] = pk
            for part in (name, *_languages(name)):
                self._add(self._whole, fold(part), pk)
                if has_article(part, of_a_letter=True):
                    self.with_article.add(pk)
        for folded, pk in UnitName.objects.filter(layer=layer).values_list("folded", "unit_id"):
            self._add(self._words, folded, pk)
        for row in _pack_rows(layer, "former_names.csv"):
            if row["unit"] in codes:
                self._add(self._words, fold(row["name"]), codes[row["unit"]])
        self._promote_variants()
        for name, code, size in _pack_places(layer):
            if code in codes:
                self._add_place(fold(name), codes[code], size)
        self._names_of: dict[int, list[str]] = defaultdict(list)
        self._spelt = self._spell()

    def _spell(self) -> list[str]:
        """Return what a misspelt name is compared with: names of units and of large places."""
        for name in [*self._whole, *self._words]:
            for pk in {**self._whole.get(name, {}), **self._words.get(name, {})}:
                self._by_first[skeleton(name).split(" ")[0]].append((skeleton(name), pk))
        large = [
            n for n, units in self._places.items() if max(units.values()) >= SIZE_OF_A_DISTRICT
        ]
        spelt = sorted({*self._whole, *self._words, *large})
        for name in spelt:
            for pk in self._spelt_so(name):
                self._names_of[pk].append(name)
        return spelt

    def find(self, town: str) -> list[Candidate]:
        """Return the units that a town's name may mean, one candidate a unit, its best."""
        found: dict[int, Candidate] = {}
        for form in forms(town):
            for candidate in self._named(form):
                known = found.get(candidate.unit, candidate)
                kind = min(candidate.kind, known.kind)
                # The town in a county of its name counts with its people.
                size = max(candidate.size, known.size)
                found[candidate.unit] = Candidate(candidate.unit, kind, size)
        if not found and "." in town:
            return self._abbreviated(town)
        return list(found.values())

    def _abbreviated(self, town: str) -> list[Candidate]:
        """Return the units whose words begin as the words of a name with points: "Alcalá de H."."""
        words = skeleton(fold(expand(town))).split(" ")
        units: dict[int, None] = {}
        for first, named in self._by_first.items():
            if not first.startswith(words[0]):
                continue
            for name, pk in named:
                full = name.split(" ")
                if len(full) == len(words) and all(map(str.startswith, full, words)):
                    units[pk] = None
        return [Candidate(pk, Kind.BEGINNING, self.size.get(pk, 0)) for pk in units]

    def alike(self, town: str) -> list[Candidate]:
        """Return the units whose name is nearly this one, the likest and largest first."""
        found: dict[int, tuple[float, int]] = {}
        for form in dict.fromkeys((*forms(town), fold_whole(town))):
            if len(form) < 4:
                continue
            close = process.extract(
                form, self._spelt, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST_ALIKE
            )
            for name, score, _index in close:
                for pk in self._spelt_so(name):
                    found[pk] = max((score, self._people_of(name, pk)), found.get(pk, (0.0, 0)))
        ranked = sorted(found.items(), key=lambda item: (-round(item[1][0] / 4), -item[1][1]))
        return [Candidate(pk, Kind.MISSPELT, people, score) for pk, (score, people) in ranked]

    def _spelt_so(self, name: str) -> Iterator[int]:
        """Yield the units of a name, those with a large place of that name included."""
        yield from {**self._whole.get(name, {}), **self._words.get(name, {})}
        for pk, size in self._places.get(name, {}).items():
            if size >= SIZE_OF_A_DISTRICT:
                yield pk

    def begins_so(self, town: str, unit: int) -> bool:
        """Return whether a unit's name begins with the words of a short form."""
        return any(unit in self._begins.get(form, ()) for form in forms(town))

    def _people_of(self, name: str, pk: int) -> int:
        """Return the people of a unit called so, or half those of a part of it that is."""
        if pk in self._whole.get(name, ()) or pk in self._words.get(name, ()):
            return self.size.get(pk, 0)
        return self._places.get(name, {}).get(pk, 0) // 2

    def alike_among(
        self, town: str, units: Iterable[int], at_least: float = ALIKE_IN_CONTEXT
    ) -> list[Candidate]:
        """Return the units of a few whose name may be this one, three letters wrong included."""
        found: dict[int, float] = {}
        written = [form for form in dict.fromkeys((*forms(town), fold_whole(town))) if form]
        for pk in units:
            for name in self._names_of.get(pk, ()):
                score = max((fuzz.ratio(form, name) for form in written), default=0.0)
                if score >= at_least:
                    found[pk] = max(score, found.get(pk, 0.0))
        ranked = sorted(found.items(), key=lambda item: (-item[1], -self.size.get(item[0], 0)))
        return [Candidate(pk, Kind.MISSPELT, self.size.get(pk, 0), score) for pk, score in ranked]

    def beginning_alike(self, town: str, units: Iterable[int]) -> list[int]:
        """Return the units of a few with a word that begins nearly so, the likest first.

        "Villagarcia" in Pontevedra is Vilagarcía de Arousa, "Villalba" in Madrid Collado Villalba.
        """
        written = [form for form in forms(town) if len(form) >= LEAST_OF_A_BEGINNING]
        found: dict[int, float] = {}
        for pk in units:
            for name in self._names_of.get(pk, ()):
                for form in written:
                    begun = " ".join(name.split()[: len(form.split())])
                    score = 100.0 if f" {form}" in f" {name}" else fuzz.ratio(form, begun)
                    if score >= ALIKE_BEGINNING:
                        found[pk] = max(score, found.get(pk, 0.0))
        return sorted(found, key=lambda pk: (-found[pk], -self.size.get(pk, 0)))

    def _named(self, form: str) -> Iterator[Candidate]:
        """Yield the candidates of one folded form."""
        for pk in self._whole.get(form, ()):
            yield Candidate(pk, Kind.WHOLE, self.size.get(pk, 0))
        short = skeleton(form)
        for pk in self._words.get(form, ()):
            yield Candidate(pk, Kind.WORDS, self.size.get(pk, 0))
        for name, pk in self._by_first.get(short.split(" ")[0], ()):
            if name == short:
                yield Candidate(pk, Kind.WORDS, self.size.get(pk, 0))
            elif name.startswith(f"{short} ") and len(short) > 2:
                yield Candidate(pk, Kind.BEGINNING, self.size.get(pk, 0))
        for key in {form, short, form[:CUT_NAMES].strip()}:
            for pk, size in self._places.get(key, {}).items():
                yield Candidate(pk, Kind.PLACE, size)

    def _promote_variants(self) -> None:
        """Take a unit's spelling that no other unit's name holds for a whole name of its own.

        "Vitoria" is only Vitoria-Gasteiz; "Santiago" is part of many names and stays a part.
        """
        for name, units in self._whole.items():
            words = name.split(" ")
            for end in range(1, len(words)):
                self._begins[" ".join(words[:end])].update(units)
        for name, units in self._words.items():
            if len(units) == 1 and name not in self._whole and self._is_alone(name, *units):
                self._add(self._whole, name, *units)

    def _is_alone(self, name: str, unit: int) -> bool:
        """Return whether a short name means one unit: no other, or only hamlets, begin so."""
        others = self._begins.get(name, set()) - {unit}
        largest = max((self.size.get(other, 0) for other in others), default=-1)
        return self.size.get(unit, 0) > FAMOUS_RATIO * largest

    def _add_place(self, folded: str, pk: int, size: int) -> None:
        """Add a small place, or another name of the unit itself."""
        whole = self.size.get(pk, 0)
        is_itself = size and whole and not self.is_of_seats
        if is_itself and ALSO_CALLED[0] < size / whole < ALSO_CALLED[1]:
            if self._is_alone(folded, pk):
                self.also_called.add((folded, pk))
                self._add(self._words, folded, pk)
            return
        known = self._places[folded].get(pk, 0)
        self._places[folded][pk] = max(known, size, SIZE_OF_A_HAMLET)

    @staticmethod
    def _add(index: dict[str, dict[int, None]], folded: str, pk: int) -> None:
        if folded:
            index[folded][pk] = None


def _languages(name: str) -> list[str]:
    """Return the names of a unit in each of its languages: "Alacant/Alicante"."""
    return [part for part in name.split("/") if part != name and len(part) > 2]


def _sizes(layer: Layer) -> dict[int, int]:
    """Return the latest population of each unit."""
    rows = UnitMeasure.objects.filter(unit__layer=layer, key="population").order_by("year")
    return {unit: round(value) for unit, value in rows.values_list("unit_id", "value")}


def _sizes_of_seats(layer: Layer) -> dict[int, int]:
    """Return the people of each unit's largest town, where a pack has no figures of the units."""
    towns = {row["code"]: int(row["population"] or 0) for row in _pack_rows(layer, "units.csv.gz")}
    units = GeoUnit.objects.filter(layer=layer, code__in=towns).values_list("pk", "code")
    return {pk: towns[code] for pk, code in units}


def _pack_places(layer: Layer) -> Iterator[tuple[str, str, int]]:
    """Yield name, unit code and population of the small places that a pack brings."""
    for row in _pack_rows(layer, "places.csv.gz"):
        yield row["name"], row["unit"], int(row["population"])
    for row in _pack_rows(layer, "districts.csv"):
        yield row["name"], row["unit"], SIZE_OF_A_DISTRICT


def _pack_rows(layer: Layer, file: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one file of a layer's pack, none where there is none."""
    path = Path(settings.PACKS_DIR) / layer.country.lower() / file
    if layer.source != Layer.Source.PACK or not layer.country or not path.exists():
        return
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as rows:
        yield from csv.DictReader(rows)
