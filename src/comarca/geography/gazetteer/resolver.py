"""Reads a place from town, province, postal code and country; contradictions are asked about."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from comarca.geography.country_names import country_of
from comarca.geography.gazetteer.abroad import is_abroad
from comarca.geography.gazetteer.choosing import MOST_CANDIDATES, Choosing, Evidence, first
from comarca.geography.gazetteer.country_behind import without_country
from comarca.geography.gazetteer.evidence import Reason, Said, Verdict
from comarca.geography.gazetteer.misspelt import Misspelt
from comarca.geography.gazetteer.names import Kind, Names
from comarca.geography.gazetteer.postal import PostalEvidence
from comarca.geography.gazetteer.regions import NOTHING, RegionIndex, RegionMatch, region_key
from comarca.geography.gazetteer.words import Reading, readings, split_code
from comarca.geography.models import GeoUnit, Layer

CODE_ALONE = re.compile(r"\d{4,7}(?:-\d{3,4})?")


class Resolver:
    """Finds units of one layer by words."""

    def __init__(self, layer: Layer) -> None:
        units = GeoUnit.objects.filter(layer=layer, parent__isnull=True)
        rows = list(units.values_list("pk", "region_code", "region", "group_code", "group"))
        self.country = layer.country
        self.names = Names(layer)
        self.region_of = {row[0]: region_key(row[1], row[2]) for row in rows}
        self.regions = RegionIndex([row[1:] for row in rows], layer.country)
        self.postal = PostalEvidence(layer, self.region_of)
        self.choosing = Choosing(layer, self.names, self.region_of, self.regions)
        self.misspelt = Misspelt(self.names, self.choosing)

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
        place, land = without_country(" ".join(said.place.split()), self.has_region)
        land = (said.country or land).upper()
        if land and self.country and land != self.country.upper():
            return Verdict(None, Reason.ABROAD)
        place, code = split_code(place)
        if CODE_ALONE.fullmatch(place):
            place, code = "", place
        code = said.postal_code.strip() or code
        region = self.regions.find(said.province)
        if not region and is_abroad(said.province, self.country):
            towns = self.names.find(place) if place else []
            return Verdict(None, Reason.PROVINCE, candidates=first(c.unit for c in towns))
        evidence = Evidence(region, code, self.postal.units(code), self.postal.regions(code))
        verdict = self._by_town(place, evidence) if place else self._by_code(evidence)
        if not region and said.province:
            verdict = self._with_town_as_province(verdict, said.province)
        return self._with_notes(verdict, said, region)

    def _by_town(self, place: str, evidence: Evidence) -> Verdict:
        """Try the ways to read a town; the first that leaves no doubt counts, else the first."""
        asked: Verdict | None = None
        for reading in self._readings(place):
            beside = self.regions.exact(reading.beside) if reading.beside else NOTHING
            both_names = self._in_common(reading.town, reading.beside) if reading.beside else ()
            if reading.beside and not beside and not both_names:
                verdict = self._with_district(reading, evidence)
                if verdict is not None and verdict.unit is not None:
                    return verdict
                asked = asked or verdict
                continue
            within = evidence
            if beside:
                both = beside.codes & evidence.region.codes or beside.codes
                within = replace(evidence, region=RegionMatch(frozenset(both), beside.name))
            elif both_names and not evidence.reached:
                within = replace(evidence, reached=both_names)
            verdict = self.choosing.choose(reading.town, within)
            if verdict.unit is not None:
                return verdict
            if asked is None or (not asked.candidates and verdict.candidates):
                asked = verdict
            if beside and asked.candidates:
                asked = replace(asked, candidates=self._with_town(asked, reading.beside))
        return asked if asked and asked.candidates else self.misspelt.offer(place, evidence)

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
        verdict = self.choosing.choose(reading.town, evidence)
        if verdict.unit is None:
            return verdict if verdict.candidates else None
        if evidence.region or verdict.unit in evidence.reached:
            return verdict
        return Verdict(None, Reason.MISSPELT, candidates=(verdict.unit,))

    def _with_town(self, asked: Verdict, name: str) -> tuple[int, ...]:
        """Offer also the town that stands beside a name: "El Palo - Málaga" may be Málaga."""
        towns = [c.unit for c in self.names.find(name) if c.kind == Kind.WHOLE]
        return first((*towns[:1], *asked.candidates)) if towns else asked.candidates

    def _in_common(self, town: str, whole: str) -> tuple[int, ...]:
        """Return the units that two names name: in two languages, or a district and its town."""
        units = {c.unit for c in self.names.find(whole) if c.kind <= Kind.WORDS}
        return first(c.unit for c in self.names.find(town) if c.unit in units)

    def _with_town_as_province(self, verdict: Verdict, province: str) -> Verdict:
        """Ask where the province is another town of the map: "Madrid · Getafe", "Yumbo · Lugo".

        A larger town of the same province may stand for it, as its capital does.
        """
        towns = [c for c in self.names.find(province) if c.kind == Kind.WHOLE]
        units = [c.unit for c in towns]
        if not units or verdict.unit in units:
            return verdict
        if verdict.unit is None:
            return replace(verdict, candidates=first((*verdict.candidates, *units)))
        region, size = self.region_of.get(verdict.unit), self.names.size.get(verdict.unit, 0)
        beside = [c for c in towns if self.region_of.get(c.unit) == region]
        if any(c.size > size for c in beside):
            return verdict
        known = (*(c.unit for c in beside), verdict.unit, *units)
        return Verdict(None, Reason.PROVINCE, candidates=first(known))

    def _by_code(self, evidence: Evidence) -> Verdict:
        """Place what names no town by its postal code, if that reaches one unit."""
        reached = self.choosing.in_order(evidence.reached)
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
        reached = self.choosing.in_order(self.postal.units(said.postal_code))
        if verdict.unit is not None and reached and verdict.unit not in reached:
            candidates = first((verdict.unit, *reached))
            return Verdict(None, Reason.CODE_ELSEWHERE, candidates=candidates, notes=tuple(notes))
        return replace(verdict, notes=tuple(notes))


@lru_cache(maxsize=4)
def _resolver(layer_id: int, version: str) -> Resolver:
    return Resolver(Layer.objects.get(pk=layer_id))
