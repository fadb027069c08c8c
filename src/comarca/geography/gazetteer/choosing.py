"""Chooses the one unit that a town's name means, or says which ones are to be asked about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from comarca.geography.country_names import country_of
from comarca.geography.gazetteer.cities import largest_abroad, people_at_home
from comarca.geography.gazetteer.evidence import Reason, Verdict
from comarca.geography.gazetteer.names import FAMOUS_RATIO, Candidate, Kind, Names
from comarca.geography.gazetteer.regions import RegionIndex, RegionMatch
from comarca.geography.models import GeoUnit, Layer
from comarca.geography.naming import fold, has_article

# A namesake with ten times the people, and not a hamlet, may as well be meant: ask.
FAMOUS_SIZE = 5000
# Inside the province that the row names, the town with twenty times the people is meant.
DOMINANT_RATIO = 20
CITY = 50_000
# Of two that a short name may mean, one with more than half the people of the other is its rival.
# A whole name is asked about if a quarter of a town that is called so has twice the people, or a
# town whose name begins so 0.3 of them and nothing else in the row speaks for either.
RIVAL, RIVAL_RATIO, RIVAL_BEGINNING, LEAST_RIVAL = 0.5, 2, 0.3, 1000
# Of what a text is a short form only.
SHORT_OF = frozenset({Kind.WORDS, Kind.BEGINNING})
MOST_CANDIDATES = 8
NEARLY_SAME = 94.0
FAR_ALIKE = 72.0
# Up to this size a town may be less known than a far larger city of its name in another country.
SMALL_TOWN, RATIO_OF_NEIGHBOURS, RATIO_OF_PLACES = 35_000, 3, 0.4
# A name with an article that a village of this size does not bear may be a district elsewhere.
VILLAGE = 10_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against a candidate besides its name."""

    region: RegionMatch
    code: str
    reached: tuple[int, ...]
    code_regions: set[str] | None


class Choosing:
    """Weighs the candidates of one name by what else the row says."""

    def __init__(
        self, layer: Layer, names: Names, region_of: dict[int, str], regions: RegionIndex
    ) -> None:
        units = GeoUnit.objects.filter(layer=layer, parent__isnull=True)
        lines = list(units.values_list("pk", "lon", "lat"))
        self.names, self.region_of = names, region_of
        self.country = layer.country.upper()
        self.regions = regions
        self.seats = np.array([(lon, lat) for _pk, lon, lat in lines], float).reshape(-1, 2)
        self.seat_of = {line[0]: self.seats[i : i + 1] for i, line in enumerate(lines)}

    def choose(self, town: str, evidence: Evidence) -> Verdict:
        """Weigh the candidates of one name."""
        found = sorted(self.names.find(town), key=lambda c: (c.kind, -c.size))
        if not found:
            return Verdict(None, Reason.UNKNOWN)
        possible = [c for c in found if self.speaks(c, evidence) is not False]
        possible = self._with_its_article(town, possible)
        whole = [c for c in possible if c.kind == Kind.WHOLE]
        if not possible:
            return self._contradicted(town, found, evidence)
        chosen = self._agreed(possible, evidence) or self._one_of(town, whole, possible, evidence)
        if chosen is None and not whole:
            if any(c.kind == Kind.WHOLE for c in found) and not self.supported(possible, evidence):
                return self._contradicted(town, found, evidence)
            chosen = self._nearest(possible, evidence)
        if chosen is None:
            # "Vigo" with a code of A Coruña is rather Vigo than a hamlet there of that name.
            largest = max(c.size for c in possible)
            if evidence.region and largest >= FAMOUS_SIZE:
                found = possible
            larger = [c for c in found if c.kind == Kind.WHOLE and c.size > largest]
            units = first((*(c.unit for c in larger), *self.order(possible, evidence)))
            return Verdict(None, Reason.AMBIGUOUS, candidates=units)
        if doubt := self._doubt(town, chosen, evidence):
            units = self.order(found, evidence)
            alike = [c.unit for c in self.names.alike(town) if c.likeness >= NEARLY_SAME]
            return replace(doubt, candidates=first((*units, *alike)))
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
        if self._is_other_name(town, chosen) or self._is_area(town, chosen, evidence):
            return Verdict(None, Reason.AMBIGUOUS)
        if self.speaks(chosen, evidence):
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
        if (land := country_of(town)) and land != self.country:
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

    def _is_area(self, town: str, chosen: Candidate, evidence: Evidence) -> bool:
        """Return whether a name is rather that of an area with many towns: "Tenerife", "España"."""
        if chosen.kind == Kind.WHOLE:
            return False
        if fold(town) in self.names.areas or (self.country and country_of(town) == self.country):
            return True
        only_there = (
            chosen.kind == Kind.PLACE or (fold(town), chosen.unit) in self.names.also_called
        )
        is_region = bool(self.regions.exact(town)) and not self.speaks(chosen, evidence)
        return is_region and only_there and not self.names.begins_so(town, chosen.unit)

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
            whole = self._peopled(self.supported(whole, evidence))
        if len(whole) != 1:
            return None
        chosen = whole[0]
        rivals, ratio = possible, 1 if self.names.is_of_seats else RIVAL_RATIO
        least = max(ratio * chosen.size, FAMOUS_SIZE)
        least_of_a_beginning = max(RIVAL_BEGINNING * chosen.size, LEAST_RIVAL)
        if self.speaks(chosen, evidence):
            rivals, least_of_a_beginning = self.supported(possible, evidence), least
        famous = any(
            c.size > (least_of_a_beginning if self.names.begins_so(town, c.unit) else least)
            for c in rivals
            if c.unit != chosen.unit
        )
        return self._far_larger(chosen, possible, evidence) if famous else chosen

    def _peopled(self, whole: list[Candidate]) -> list[Candidate]:
        """Leave out namesakes in one region that nobody is known to live in.

        GeoNames holds some towns twice, once without figures: Vallenar in Atacama.
        """
        if len({self.region_of.get(c.unit) for c in whole}) > 1:
            return whole
        return [c for c in whole if self.names.size.get(c.unit)] or whole

    def _far_larger(
        self, chosen: Candidate, possible: list[Candidate], evidence: Evidence
    ) -> Candidate | None:
        """Return the one city in the row's province beside which nobody means a namesake there.

        "Austin, TX" is the city in Travis County, not Austin County.
        """
        least = max(DOMINANT_RATIO * chosen.size, CITY)
        cities = [c for c in self.supported(possible, evidence) if c.size > least]
        return cities[0] if evidence.region and len(cities) == 1 else None

    def _nearest(self, possible: list[Candidate], evidence: Evidence) -> Candidate | None:
        """Return the one candidate among short names and small places that can be meant."""
        supported = self.supported(possible, evidence)
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

    def supported(self, found: Iterable[Candidate], evidence: Evidence) -> list[Candidate]:
        """Return the candidates that the code speaks for, else those that the region does."""
        units = list(found)
        reached = [c for c in units if c.unit in evidence.reached]
        if reached:
            return reached
        return [c for c in units if self.speaks(c, evidence)]

    def speaks(self, candidate: Candidate, evidence: Evidence) -> bool | None:
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
        named = self.order([c for c in found if c.kind == min(x.kind for x in found)], evidence)
        reached = self.in_order(evidence.reached)
        # Code and province agree against the town: their town comes first.
        agreed = by_code and by_region and any(self.region_of.get(u) in regions for u in reached)
        begun = []
        if by_region and not by_code:
            inside = [unit for unit, region in self.region_of.items() if region in regions]
            begun = self._nearly_among(town, inside)
        candidates = (*reached, *named) if agreed else (*begun, *named, *reached)
        return Verdict(None, reason, candidates=first(candidates))

    def _nearly_among(self, town: str, units: Sequence[int]) -> list[int]:
        """Return the units of a few whose name begins nearly so, or is nearly so."""
        nearly = self.names.alike_among(town, units, FAR_ALIKE)
        return [*self.names.beginning_alike(town, units), *(c.unit for c in nearly)]

    def order(self, found: Sequence[Candidate], evidence: Evidence) -> tuple[int, ...]:
        """Return the units to ask about: those the row speaks for, then the largest."""

        def rank(candidate: Candidate) -> tuple[int, bool, int]:
            speaks = self.speaks(candidate, evidence)
            # A part of a town is not what most people mean by its name.
            size = candidate.size // (2 if candidate.kind == Kind.PLACE else 1)
            return (
                {True: 0, None: 1, False: 2}[speaks],
                candidate.unit not in evidence.reached,
                -size,
            )

        return first(c.unit for c in sorted(found, key=rank))

    def in_order(self, units: Iterable[int]) -> tuple[int, ...]:
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


def first(units: Iterable[int]) -> tuple[int, ...]:
    """Return the first few units, each once."""
    return tuple(dict.fromkeys(units))[:MOST_CANDIDATES]
