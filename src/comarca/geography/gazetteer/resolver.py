"""Weighs town, province, postal code and country together; contradictions are asked about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from comarca.geography.country_names import country_of
from comarca.geography.gazetteer.abroad import is_abroad
from comarca.geography.gazetteer.cities import largest_abroad, people_at_home
from comarca.geography.gazetteer.evidence import Reason, Said, Verdict
from comarca.geography.gazetteer.names import (
    ALIKE_IN_CONTEXT,
    FAMOUS_RATIO,
    Candidate,
    Kind,
    Names,
)
from comarca.geography.gazetteer.postal import PostalEvidence
from comarca.geography.gazetteer.regions import NOTHING, RegionIndex, RegionMatch, region_key
from comarca.geography.gazetteer.words import Reading, readings, split_code
from comarca.geography.models import GeoUnit, Layer
from comarca.geography.naming import fold, has_article

# A namesake with ten times the people, and not a hamlet, may as well be meant: ask.
FAMOUS_SIZE = 5000
# Inside the province that the row names, the town with twenty times the people is meant.
DOMINANT_RATIO = 20
# Of two that a short name may mean, one with more than half the people of the other is its rival.
# A whole name is asked about if a quarter of a town that is called so has twice the people, or a
# town whose name begins so 0.3 of them and nothing else in the row speaks for either.
RIVAL, RIVAL_RATIO, RIVAL_BEGINNING, LEAST_RIVAL = 0.5, 2, 0.3, 1000
# Of what a text is a short form only.
SHORT_OF = frozenset({Kind.WORDS, Kind.BEGINNING})
SURELY_ALIKE = 85.0
MOST_CANDIDATES = 8
# A misspelt name without any other word beside it: of a town that one knows it is taken for likely.
FAMILIAR_SIZE, FEW_LETTERS = 5000, 3.9
NEARLY_SAME = 94.0
# "Zarazoga": more letters may be wrong where a large town is meant.
LARGE_TOWN, FAR_ALIKE = 20_000, 72.0
# Up to this size a town may be less known than a far larger city of its name in another country.
SMALL_TOWN, RATIO_OF_NEIGHBOURS, RATIO_OF_PLACES = 35_000, 3, 0.4
# A name with an article that a village of this size does not bear may be a district elsewhere.
VILLAGE = 10_000
OF = re.compile(r"\s(?:de|del|do|da|d['’]|of)\s*(?=\w)", re.IGNORECASE)
PARTS = re.compile(r"[,;()/]|\s[-–]\s|(?<=\w)-(?=\w)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against a candidate besides its name."""

    region: RegionMatch
    code: str
    reached: tuple[int, ...]
    code_regions: set[str] | None


class Resolver:
    """Finds units of one layer by words."""

    def __init__(self, layer: Layer) -> None:
        units = GeoUnit.objects.filter(layer=layer, parent__isnull=True)
        rows = list(units.values_list("pk", "region_code", "region", "group_code", "group"))
        lines = list(units.values_list("pk", "lon", "lat"))
        self.seats = np.array([(lon, lat) for _pk, lon, lat in lines], float).reshape(-1, 2)
        self.seat_of = {line[0]: self.seats[i : i + 1] for i, line in enumerate(lines)}
        self.country = layer.country
        self.names = Names(layer)
        self.region_of = {row[0]: region_key(row[1], row[2]) for row in rows}
        self.regions = RegionIndex([row[1:] for row in rows], layer.country)
        self.postal = PostalEvidence(layer, self.region_of)
        self._large = [pk for pk, size in self.names.size.items() if size >= LARGE_TOWN]

    @classmethod
    def for_layer(cls, layer_id: int) -> "Resolver":
        """Return the layer's resolver, built once for each version of the layer."""
        return _resolver(layer_id, Layer.objects.values_list("version", flat=True).get(pk=layer_id))

    def has_town(self, text: str) -> bool:
        """Return whether a text is the whole name of a unit."""
        return any(one.kind == Kind.WHOLE for one in self.names.find(split_code(text)[0]))

    def has_region(self, text: str) -> bool:
        """Return whether a text is a known way to write a region."""
        return bool(self.regions.exact(text))

    def called(self, text: str) -> list[int]:
        """Return all units that a town's name may mean, however many."""
        return [one.unit for one in self.names.find(split_code(text)[0])]

    def resolve(self, said: Said) -> Verdict:
        """Return the unit that some words mean, or the candidates to ask about."""
        if said.country and self.country and said.country.upper() != self.country.upper():
            return Verdict(None, Reason.ABROAD)
        place, code = split_code(" ".join(said.place.split()))
        code = said.postal_code.strip() or code
        region = self.regions.find(said.province)
        if not region and is_abroad(said.province, self.country):
            towns = self.names.find(place) if place else []
            return Verdict(None, Reason.PROVINCE, candidates=_first(c.unit for c in towns))
        evidence = Evidence(region, code, self.postal.units(code), self.postal.regions(code))
        verdict = self._by_town(place, evidence) if place else self._by_code(evidence)
        return self._with_notes(verdict, said, region)

    def _by_town(self, place: str, evidence: Evidence) -> Verdict:
        """Try the ways to read a town; the first that leaves no doubt counts, else the first."""
        asked: Verdict | None = None
        for reading in self._readings(place):
            beside = self.regions.exact(reading.beside) if reading.beside else NOTHING
            if reading.beside and not beside and not self._is_part(reading.town, reading.beside):
                verdict = self._with_district(reading, evidence)
                if verdict is not None and verdict.unit is not None:
                    return verdict
                asked = asked or verdict
                continue
            within = evidence
            if beside:
                both = beside.codes & evidence.region.codes or beside.codes
                within = replace(evidence, region=RegionMatch(frozenset(both), beside.name))
            verdict = self._town(reading.town, within)
            if verdict.unit is not None:
                return verdict
            if asked is None or (not asked.candidates and verdict.candidates):
                asked = verdict
            if beside and asked.candidates:
                asked = replace(asked, candidates=self._with_town(asked, reading.beside))
        return asked if asked and asked.candidates else self._unknown(place, evidence)

    def _readings(self, place: str) -> Iterator[Reading]:
        """Yield the ways to read a place, a region behind it without a comma included.

        "Houston TX", "Getafe Madrid": only where no town is called so.
        """
        yield from readings(place)
        town, _space, behind = place.rpartition(" ")
        if town and self.regions.exact(behind) and not self.names.find(place):
            yield Reading(town, behind)

    def _with_district(self, reading: Reading, evidence: Evidence) -> Verdict | None:
        """Read "Figueres/Alt Empordà": a town, and beside it what names nothing on the map.

        It is the town only where the province or the postal code says so, and else asked about.
        """
        if self.names.find(reading.beside) or country_of(reading.beside):
            return None
        verdict = self._town(reading.town, evidence)
        if verdict.unit is None:
            return verdict if verdict.candidates else None
        if evidence.region or verdict.unit in evidence.reached:
            return verdict
        return Verdict(None, Reason.MISSPELT, candidates=(verdict.unit,))

    def _with_town(self, asked: Verdict, name: str) -> tuple[int, ...]:
        """Offer also the town that stands beside a name: "El Palo - Málaga" may be Málaga."""
        towns = [c.unit for c in self.names.find(name) if c.kind == Kind.WHOLE]
        return _first((*towns[:1], *asked.candidates)) if towns else asked.candidates

    def _is_part(self, town: str, whole: str) -> bool:
        """Return whether two names name one unit: two languages, or a district and its town."""
        units = {c.unit for c in self.names.find(whole) if c.kind <= Kind.WORDS}
        return any(candidate.unit in units for candidate in self.names.find(town))

    def _town(self, town: str, evidence: Evidence) -> Verdict:
        """Weigh the candidates of one name."""
        found = sorted(self.names.find(town), key=lambda c: (c.kind, -c.size))
        if not found:
            return Verdict(None, Reason.UNKNOWN)
        possible = [c for c in found if self._speaks(c, evidence) is not False]
        possible = self._with_its_article(town, possible)
        whole = [c for c in possible if c.kind == Kind.WHOLE]
        if not possible:
            return self._contradicted(town, found, evidence)
        chosen = self._agreed(possible, evidence) or self._one_of(town, whole, possible, evidence)
        if chosen is None and not whole:
            if any(c.kind == Kind.WHOLE for c in found) and not self._supported(possible, evidence):
                return self._contradicted(town, found, evidence)
            chosen = self._nearest(possible, evidence)
        if chosen is None:
            # "Vigo" with a code of A Coruña is rather Vigo than a hamlet there of that name.
            largest = max(c.size for c in possible)
            larger = [c for c in found if c.kind == Kind.WHOLE and c.size > largest]
            units = _first((*(c.unit for c in larger), *self._order(possible, evidence)))
            return Verdict(None, Reason.AMBIGUOUS, candidates=units)
        if doubt := self._doubt(town, chosen, evidence):
            units = self._order(found, evidence)
            alike = [c.unit for c in self.names.alike(town) if c.likeness >= NEARLY_SAME]
            return replace(doubt, candidates=_first((*units, *alike)))
        notes = () if chosen.kind <= Kind.WORDS else (("town", town, str(chosen.unit)),)
        return Verdict(chosen.unit, Reason.FOUND, "place", notes=notes)

    def _with_its_article(self, town: str, possible: list[Candidate]) -> list[Candidate]:
        """Leave out what only begins so without the article: "El Puig" is no Puig-reig."""
        own = self.names.with_article
        if not has_article(town) or not any(c.unit in own for c in possible):
            return possible
        return [c for c in possible if c.kind != Kind.BEGINNING or c.unit in own]

    def _agreed(self, possible: list[Candidate], evidence: Evidence) -> Candidate | None:
        """Return the one candidate in the only unit that the postal code reaches."""
        if len(evidence.reached) != 1:
            return None
        return next((c for c in possible if c.unit in evidence.reached), None)

    def _doubt(self, town: str, chosen: Candidate, evidence: Evidence) -> Verdict | None:
        """Return why even the only candidate is asked about: another place is as likely meant."""
        if chosen.unit in evidence.reached:
            return None
        if self._is_other_name(town, chosen):
            return Verdict(None, Reason.AMBIGUOUS)
        if self._speaks(chosen, evidence):
            return None
        if self._is_nearer(town, chosen):
            return Verdict(None, Reason.AMBIGUOUS)
        abroad = self._abroad(town, chosen) if self.country else ""
        return Verdict(None, Reason.ALSO_ABROAD, abroad=abroad) if abroad else None

    def _abroad(self, town: str, chosen: Candidate) -> str:
        """Return the country that is called so, or has a better known city of that name."""
        size = chosen.size or people_at_home(fold(town), self.country)
        if chosen.kind != Kind.PLACE and size >= SMALL_TOWN:
            return ""
        if (land := country_of(town)) and land != self.country.upper():
            return land
        # Of a hamlet nobody hears far away: what counts is how near the city is to the country.
        seats = self.seats if chosen.kind == Kind.PLACE else self.seat_of[chosen.unit]
        city = largest_abroad(fold(town), self.country, seats)
        if city is None:
            return ""
        ratio: float = RATIO_OF_NEIGHBOURS if city.is_neighbour_of(seats) else DOMINANT_RATIO
        if chosen.kind != Kind.WHOLE:
            ratio = RATIO_OF_PLACES
        return city.country if city.people >= ratio * size else ""

    def _is_other_name(self, town: str, chosen: Candidate) -> bool:
        """Return whether an article makes it another name: "La Moraleja" is no Moraleja."""
        is_small = chosen.size < VILLAGE and chosen.kind != Kind.PLACE
        return is_small and has_article(town) and chosen.unit not in self.names.with_article

    def _is_nearer(self, town: str, chosen: Candidate) -> bool:
        """Return whether a town's usual name is but a letter away from this seldom one.

        "Villa Real" was Ciudad Real once; Vila-real is as likely meant.
        """
        if (fold(town), chosen.unit) not in self.names.also_called:
            return False
        return any(
            c.unit != chosen.unit and c.likeness >= NEARLY_SAME and c.size > FAMOUS_SIZE
            for c in self.names.alike(town)
        )

    def _one_of(
        self, town: str, whole: list[Candidate], possible: list[Candidate], evidence: Evidence
    ) -> Candidate | None:
        """Return the unit whose whole name it is, unless a far larger namesake may be meant."""
        if len(whole) > 1:
            whole = self._supported(whole, evidence)
        if len(whole) != 1:
            return None
        chosen = whole[0]
        rivals, ratio = possible, 1 if self.names.is_of_seats else RIVAL_RATIO
        least = max(ratio * chosen.size, FAMOUS_SIZE)
        least_of_a_beginning = max(RIVAL_BEGINNING * chosen.size, LEAST_RIVAL)
        if self._speaks(chosen, evidence):
            rivals, least_of_a_beginning = self._supported(possible, evidence), least
        famous = any(
            c.size > (least_of_a_beginning if self.names.begins_so(town, c.unit) else least)
            for c in rivals
            if c.unit != chosen.unit
        )
        return None if famous else chosen

    def _nearest(self, possible: list[Candidate], evidence: Evidence) -> Candidate | None:
        """Return the one candidate among short names and small places that can be meant."""
        supported = self._supported(possible, evidence)
        for group in (supported, possible):
            kinds = [c for c in group if c.kind == min(x.kind for x in group)]
            if len(group) == 1 or (
                len(kinds) == 1
                and kinds[0].kind == Kind.WORDS
                and not any(_is_rival(c, kinds[0], supported) for c in group if c is not kinds[0])
            ):
                return kinds[0]
        if supported:
            first, second = sorted(supported, key=lambda c: -c.size)[:2]
            if first.size > max(DOMINANT_RATIO * second.size, FAMOUS_SIZE):
                return first
        return None

    def _supported(self, found: Iterable[Candidate], evidence: Evidence) -> list[Candidate]:
        """Return the candidates that the code speaks for, else those that the region does."""
        units = list(found)
        reached = [c for c in units if c.unit in evidence.reached]
        if reached:
            return reached
        return [c for c in units if self._speaks(c, evidence)]

    def _speaks(self, candidate: Candidate, evidence: Evidence) -> bool | None:
        """Return whether the rest of the row speaks for a candidate, against it, or not at all."""
        region = self.region_of.get(candidate.unit, "")
        votes = []
        if candidate.unit in evidence.reached:
            votes.append(True)
        elif evidence.code_regions is not None and region:
            if region not in evidence.code_regions:
                return False
            votes.append(True)
        if evidence.region and region:
            if region not in evidence.region.codes:
                return False
            votes.append(True)
        return True if votes else None

    def _contradicted(self, town: str, found: Sequence[Candidate], evidence: Evidence) -> Verdict:
        """Say that a known town does not lie where the rest of the row says."""
        regions = evidence.region.codes
        by_code = evidence.code_regions is not None and not any(
            self.region_of.get(c.unit) in evidence.code_regions for c in found
        )
        by_region = regions and not any(self.region_of.get(c.unit) in regions for c in found)
        reason = Reason.POSTAL_CODE if by_code and not by_region else Reason.PROVINCE
        named = self._order([c for c in found if c.kind == min(x.kind for x in found)], evidence)
        reached = self._in_order(evidence.reached)
        # Code and province agree against the town: their town comes first.
        agreed = by_code and by_region and any(self.region_of.get(u) in regions for u in reached)
        begun = []
        if by_region and not by_code:
            inside = [unit for unit, region in self.region_of.items() if region in regions]
            begun = self._nearly_among(town, inside)
        candidates = (*reached, *named) if agreed else (*begun, *named, *reached)
        return Verdict(None, reason, candidates=_first(candidates))

    def _nearly_among(self, town: str, units: Sequence[int]) -> list[int]:
        """Return the units of a few whose name begins nearly so, or is nearly so."""
        nearly = self.names.alike_among(town, units, FAR_ALIKE)
        return [*self.names.beginning_alike(town, units), *(c.unit for c in nearly)]

    def _unknown(self, place: str, evidence: Evidence) -> Verdict:
        """Offer what a misspelt town may be, then the towns of the postal code."""
        if evidence.code_regions == set():
            return Verdict(None, Reason.POSTAL_CODE)
        alike = self.names.alike(place)
        close = [c for c in alike if self._speaks(c, evidence) is not False]
        named = self._named_in(place)
        reached = [c for c in close if c.unit in evidence.reached and c.likeness >= SURELY_ALIKE]
        if len(reached) == 1 and len(evidence.reached) <= MOST_CANDIDATES:
            notes = (("town", place, str(reached[0].unit)),)
            return Verdict(reached[0].unit, Reason.FOUND, "place", notes=notes)
        if not close:
            close = self._in_context(place, evidence)
        if not close and not alike and not named:
            alike = self.names.alike_among(place, self._large, FAR_ALIKE)
        units = [c.unit for c in close] + [c.unit for c in alike if c not in close]
        reason = Reason.MISSPELT if units else Reason.UNKNOWN
        # "Puerto de Sagunto" is more likely Sagunto's than a misspelt Puerto del Rosario.
        if named and (not units or (close or alike)[0].likeness < SURELY_ALIKE):
            units, close = [*named, *units], []
        candidates = _first((*units, *self._in_order(evidence.reached)))
        return Verdict(
            None, reason, candidates=candidates, is_likely=self._is_likely(place, close, evidence)
        )

    def _is_likely(self, place: str, close: Sequence[Candidate], evidence: Evidence) -> bool:
        """Return whether the nearest name is surely meant: few letters differ or more says it.

        "Lisboa" is no village of Toledo, though its name in the Middle Ages was Libora.
        """
        if not close:
            return False
        first = close[0]
        supported = first.unit in evidence.reached or bool(self._speaks(first, evidence))
        letters = (1 - first.likeness / 100) * 2 * len(place)
        known = letters <= FEW_LETTERS and first.size >= FAMILIAR_SIZE
        return known or (supported and first.likeness >= SURELY_ALIKE - 10)

    def _named_in(self, place: str) -> list[int]:
        """Return the towns whose whole name is a part of a text.

        "C.C. Nassica, Getafe", "Puerto de Sagunto", "Getafe Norte".
        """
        parts = [part.strip() for part in PARTS.split(place) if len(part.strip()) > 2]
        parts += [place[found.end() :] for found in OF.finditer(place)]
        parts.append(place.rpartition(" ")[0])
        return [c.unit for part in parts if part and part != place for c in self.names.find(part)
                if c.kind == Kind.WHOLE]  # fmt: skip

    def _in_context(self, place: str, evidence: Evidence) -> list[Candidate]:
        """Return towns that the postal code or the province speaks for and that are a bit alike."""
        if reached := self.names.alike_among(place, evidence.reached):
            return reached
        regions = evidence.region.codes or evidence.code_regions or set()
        if not regions:
            return []
        inside = [unit for unit, region in self.region_of.items() if region in regions]
        begun = set(self.names.beginning_alike(place, inside))
        alike = self.names.alike_among(place, inside, 0.0 if begun else ALIKE_IN_CONTEXT)
        return sorted(alike, key=lambda c: c.unit not in begun)[:MOST_CANDIDATES]

    def _by_code(self, evidence: Evidence) -> Verdict:
        """Place what names no town by its postal code, if that reaches one unit."""
        reached = self._in_order(evidence.reached)
        if not reached:
            reason = Reason.UNKNOWN if evidence.code else Reason.SILENT
            return Verdict(None, reason)
        regions = evidence.region.codes
        inside = [u for u in reached if not regions or self.region_of.get(u) in regions]
        if not inside:
            return Verdict(None, Reason.PROVINCE, candidates=reached[:MOST_CANDIDATES])
        if len(inside) == 1:
            return Verdict(inside[0], Reason.FOUND, "postal_code")
        return Verdict(None, Reason.SEVERAL_CODES, candidates=tuple(inside[:MOST_CANDIDATES]))

    def _with_notes(self, verdict: Verdict, said: Said, region: RegionMatch) -> Verdict:
        """Add what was read otherwise than it was written."""
        notes = list(verdict.notes)
        if verdict.unit is not None and said.province.strip():
            if not region:
                notes.append(("province_unknown", said.province))
            elif region.is_guess:
                notes.append(("province", said.province, region.name))
        reached = self._in_order(self.postal.units(said.postal_code))
        if verdict.unit is not None and reached and verdict.unit not in reached:
            candidates = _first((verdict.unit, *reached))
            return Verdict(None, Reason.CODE_ELSEWHERE, candidates=candidates, notes=tuple(notes))
        return replace(verdict, notes=tuple(notes))

    def _order(self, found: Sequence[Candidate], evidence: Evidence) -> tuple[int, ...]:
        """Return the units to ask about: those the row speaks for, then the largest."""

        def rank(candidate: Candidate) -> tuple[int, bool, int]:
            speaks = self._speaks(candidate, evidence)
            # A part of a town is not what most people mean by its name.
            size = candidate.size // (2 if candidate.kind == Kind.PLACE else 1)
            return (
                {True: 0, None: 1, False: 2}[speaks],
                candidate.unit not in evidence.reached,
                -size,
            )

        return _first(c.unit for c in sorted(found, key=rank))

    def _in_order(self, units: Iterable[int]) -> tuple[int, ...]:
        """Return units with the most people first."""
        return tuple(sorted(units, key=lambda unit: -self.names.size.get(unit, 0)))


def _is_rival(other: Candidate, chosen: Candidate, supported: Sequence[Candidate]) -> bool:
    """Return whether a short name may as well mean another town.

    Where nothing else in the row speaks for either, every town that begins so may be meant.
    """
    if other.size > max(RIVAL * chosen.size, FAMOUS_SIZE):
        return True
    begins = not supported and other.kind in SHORT_OF
    return begins and other.size * FAMOUS_RATIO >= chosen.size


def _first(units: Iterable[int]) -> tuple[int, ...]:
    """Return the first few units, each once."""
    return tuple(dict.fromkeys(units))[:MOST_CANDIDATES]


@lru_cache(maxsize=4)
def _resolver(layer_id: int, version: str) -> Resolver:
    return Resolver(Layer.objects.get(pk=layer_id))
