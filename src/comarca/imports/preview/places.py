"""Finds the unit each row lies in: coordinates, town, province, postal code, country together."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from comarca.base.earth import KM_PER_DEGREE
from comarca.geography.country_names import country_of
from comarca.geography.gazetteer import (
    Reason,
    Resolver,
    Said,
    Verdict,
    decided,
    key_of,
    without_country,
)
from comarca.geography.models import GeoUnit, Layer
from comarca.imports.preview import place_words
from comarca.imports.preview.decisions import CODE, TOWN
from comarca.imports.preview.outcome import Outcome

Floats = NDArray[np.float64]
# A point may lie this far outside the town's usual reach before the two contradict each other.
SLACK_KM = 15.0
CODE_AND_TOWN = re.compile(r"(?:^|[,;\s])(?P<place>\d{5}[\s,-]+[^\d\W][^\d]{2,60})$")


class Indexes(Protocol):
    """What finding places needs to know of a layer."""

    def units_at(self, lon: Floats, lat: Floats) -> NDArray[np.int64]:
        """Return the unit of each point, -1 outside all."""

    def resolve(self, said: Said) -> Verdict:
        """Return what the words of a place mean."""

    def called(self, text: str) -> Sequence[int]:
        """Return all units that a town's name may mean."""

    def is_region(self, text: str) -> bool:
        """Return whether a text names a region of the layer."""

    def is_near(self, unit: int, lon: float, lat: float) -> bool:
        """Return whether a point may belong to a unit."""

    def name(self, unit: int) -> str:
        """Return a unit's name with its region."""


class LayerIndexes:
    """The indexes of one layer of the map, each built when it is first needed."""

    def __init__(
        self, layer: Layer, answers: Mapping[str, int] | None = None, clash: str = ""
    ) -> None:
        self.layer, self._clash = layer, clash
        self._known: dict[Said, Verdict] = {}
        self._decided = {**decided(layer), **(answers or {})}
        units = GeoUnit.objects.filter(layer=layer)
        rows = units.values_list("pk", "name", "region", "lon", "lat", "area_km2")
        self._units = {row[0]: row[1:] for row in rows}

    def units_at(self, lon: Floats, lat: Floats) -> NDArray[np.int64]:
        """Return the unit of each point, -1 outside all."""
        from comarca.geography.locate import UnitIndex

        index = UnitIndex.for_layer(self.layer.pk, cells=True)
        return np.asarray(index.find(lon, lat), np.int64)

    def resolve(self, said: Said) -> Verdict:
        """Return what the words of a place mean, or what somebody decided that they mean."""
        if said not in self._known:
            verdict = self._resolver.resolve(self._with_country(said))
            if verdict.unit is None:
                verdict = self._decision(said, verdict) or self._of_clash(said, verdict) or verdict
            self._known[said] = verdict
        return self._known[said]

    def _with_country(self, said: Said) -> Said:
        """Take a country that stands where the province should for what it is."""
        if said.country or not said.province or self._resolver.regions.exact(said.province):
            return said
        country = country_of(said.province)
        return Said(said.place, "", said.postal_code, country) if country else said

    @cached_property
    def _resolver(self) -> Resolver:
        """Return the layer's resolver, asked for once: its version needs a question each time."""
        return Resolver.for_layer(self.layer.pk)

    def _decision(self, said: Said, verdict: Verdict) -> Verdict | None:
        """Return a decision about the same words; the code may differ where it says nothing."""
        keys = [key_of(said)]
        if verdict.reason in place_words.ABOUT_THE_TOWN and said.place:
            keys.append(key_of(Said(said.place, said.province)))
        unit = next((self._decided[key] for key in keys if key in self._decided), None)
        return None if unit is None else Verdict(unit or None, Reason.DECIDED, "hand")

    def _of_clash(self, said: Said, verdict: Verdict) -> Verdict | None:
        """Settle a town and a postal code that lie apart as it was decided for the whole file."""
        if verdict.reason is not Reason.CODE_ELSEWHERE or not self._clash:
            return None
        town, *reached = verdict.candidates
        notes = (*verdict.notes, ("code", said.postal_code, str(reached[0]), self._clash))
        if self._clash == TOWN:
            return Verdict(town, Reason.FOUND, "place", notes=notes)
        if self._clash == CODE and len(reached) == 1:
            return Verdict(reached[0], Reason.FOUND, "postal_code", notes=notes)
        if self._clash == CODE:
            return Verdict(None, Reason.SEVERAL_CODES, candidates=tuple(reached))
        return Verdict(None, Reason.DECIDED, "hand")

    def called(self, text: str) -> Sequence[int]:
        """Return all units that a town's name may mean."""
        return self._resolver.called(text)

    def is_region(self, text: str) -> bool:
        """Return whether a text names a region of the layer."""
        return self._resolver.has_region(text)

    def is_near(self, unit: int, lon: float, lat: float) -> bool:
        """Return whether a point may belong to a unit: within twice its reach, and some."""
        _name, _region, x, y, area = self._units[unit]
        east = (lon - x) * np.cos(np.radians(y)) * KM_PER_DEGREE
        north = (lat - y) * KM_PER_DEGREE
        return bool(np.hypot(east, north) <= 2 * np.sqrt(area / np.pi) + SLACK_KM)

    def name(self, unit: int) -> str:
        """Return a unit's name with its region."""
        name, region, *_rest = self._units.get(unit, ("", ""))
        return f"{name} ({region})" if region else str(name)


def place(outcomes: Sequence[Outcome], indexes: Indexes | None, headings: dict[str, str]) -> None:
    """Give every row its unit, or say why it has none and what may be meant."""
    points = _points(outcomes, indexes, headings) if indexes else {}
    words = place_words.Words(headings, indexes)
    for outcome in outcomes:
        said = said_by(outcome.values, indexes.is_region if indexes else lambda _text: False)
        verdict = indexes.resolve(said) if indexes else Verdict(None, Reason.SILENT)
        point = points.get(outcome.number)
        if point is not None and indexes:
            verdict = _with_point(verdict, point, outcome.values, indexes)
        _settle(outcome, said, verdict, words)


def said_by(values: dict[str, Any], is_region: Callable[[str], bool]) -> Said:
    """Return what a row says about its place; a country behind the town counts as one."""
    town, country = str(values.get("place", "")), str(values.get("country", ""))
    if not town and not values.get("postal_code"):
        # A whole address in one cell: "C/ Mayor 3, 28901 Getafe (Madrid)".
        behind = CODE_AND_TOWN.search(str(values.get("address", "")))
        town = behind.group("place") if behind else ""
    town, land = without_country(town, is_region)
    country = country or land
    return Said(town, str(values.get("province", "")), str(values.get("postal_code", "")), country)


def _settle(outcome: Outcome, said: Said, verdict: Verdict, words: place_words.Words) -> None:
    """Write a verdict into a row."""
    outcome.placed_by = verdict.way
    if verdict.unit is not None:
        outcome.unit = verdict.unit
        outcome.problems += words.notes(said, verdict)
        return
    outcome.is_placed = False
    outcome.problems.append(words.question(said, verdict))


def _with_point(verdict: Verdict, point: int, values: dict[str, Any], indexes: Indexes) -> Verdict:
    """Weigh the unit at a row's coordinates with what its words say."""
    lon, lat = values["lon"], values["lat"]
    if verdict.reason in {Reason.DECIDED, Reason.ABROAD}:
        return verdict
    if point < 0:
        near = verdict.unit is not None and indexes.is_near(verdict.unit, lon, lat)
        if verdict.unit is None or near:
            return verdict
        return Verdict(None, Reason.COORDINATES, candidates=(verdict.unit,))
    named = [verdict.unit] if verdict.unit is not None else list(verdict.candidates)
    is_firm = verdict.unit is not None or verdict.reason in {
        Reason.POSTAL_CODE, Reason.PROVINCE, Reason.CODE_ELSEWHERE,
    }  # fmt: skip
    if verdict.reason in {Reason.AMBIGUOUS, Reason.ALSO_ABROAD}:
        # Any of those that are called so may be meant, but none of them may lie elsewhere.
        named, is_firm = [*named, *indexes.called(str(values.get("place", "")))], True
    if is_firm and named and point not in named:
        near = any(indexes.is_near(unit, lon, lat) for unit in named)
        if not near:
            return Verdict(None, Reason.COORDINATES, candidates=(*dict.fromkeys(named[:4]), point))
    return Verdict(point, Reason.FOUND, "coordinates")


def _points(
    outcomes: Sequence[Outcome], indexes: Indexes, headings: dict[str, str]
) -> dict[int, int]:
    """Look up rows with coordinates, turning them round where only that makes sense.

    Returns the unit by row number, -1 for a point outside the layer.
    """
    rows = [o for o in outcomes if "lon" in o.values and "lat" in o.values]
    if not rows:
        return {}
    lon = np.array([o.values["lon"] for o in rows], float)
    lat = np.array([o.values["lat"] for o in rows], float)
    straight, turned = _look(indexes, lon, lat), _look(indexes, lat, lon)
    swap = (straight < 0) & (turned >= 0)
    found: dict[int, int] = {}
    for outcome, unit, other, is_swapped in zip(rows, straight, turned, swap, strict=True):
        values = outcome.values
        if is_swapped:
            values["lon"], values["lat"] = values["lat"], values["lon"]
            outcome.was_swapped = True
        chosen = int(other if is_swapped else unit)
        if chosen < 0 and not _on_earth(values):
            outcome.problems.append(place_words.impossible(values, headings))
            del values["lon"], values["lat"]
        else:
            found[outcome.number] = chosen
    return found


def _look(indexes: Indexes, lon: Floats, lat: Floats) -> NDArray[np.int64]:
    """Look up the points that are on earth and not at 0, 0; the others lie nowhere."""
    units = np.full(len(lon), -1, np.int64)
    real = (abs(lon) <= 180) & (abs(lat) <= 90) & ((lon != 0) | (lat != 0))
    if real.any():
        units[real] = indexes.units_at(lon[real], lat[real])
    return units


def _on_earth(values: dict[str, Any]) -> bool:
    """Return whether coordinates can be a place, 0, 0 being none."""
    lon, lat = values["lon"], values["lat"]
    return bool(abs(lon) <= 180 and abs(lat) <= 90 and (lon != 0 or lat != 0))
