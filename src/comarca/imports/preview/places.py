"""Finds the unit each row lies in: by coordinates, else by town and province, else by code."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from comarca.geography.models import Layer
from comarca.imports.preview import problems
from comarca.imports.preview.outcome import Outcome

Floats = NDArray[np.float64]
Found = tuple[int | None, str, dict[str, str] | None]


class Indexes(Protocol):
    """What finding places needs to know of a layer."""

    def units_at(self, lon: Floats, lat: Floats) -> NDArray[np.int64]:
        """Return the unit of each point, -1 outside all."""

    def units_named(self, name: str, province: str) -> tuple[int | None, int]:
        """Return the unit with a name, and how many might be meant."""

    def units_of_postal_code(self, code: str) -> Sequence[int]:
        """Return the units that a postal code reaches."""


class LayerIndexes:
    """The indexes of one layer of the map, each built when it is first needed."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self._known: dict[tuple[str, str], tuple[int | None, int]] = {}

    def units_at(self, lon: Floats, lat: Floats) -> NDArray[np.int64]:
        """Return the unit of each point, -1 outside all."""
        from comarca.geography.locate import UnitIndex

        index = UnitIndex.for_layer(self.layer.pk, cells=True)
        return np.asarray(index.find(lon, lat), np.int64)

    def units_named(self, name: str, province: str) -> tuple[int | None, int]:
        """Return the unit with a name, and how many might be meant."""
        from comarca.geography.naming import NameIndex

        key = (name, province)
        if key not in self._known:
            match = NameIndex.for_layer(self.layer.pk).find(name, province)
            self._known[key] = (match.unit_id, len(match.candidates))
        return self._known[key]

    def units_of_postal_code(self, code: str) -> Sequence[int]:
        """Return the units that a postal code reaches."""
        from comarca.geography.postal import PostalIndex

        found: tuple[int, ...] = PostalIndex.for_layer(self.layer.pk).find(code)
        return found


def place(outcomes: Sequence[Outcome], indexes: Indexes | None, headings: dict[str, str]) -> None:
    """Give every row its unit, or say why it has none."""
    if indexes:
        _by_coordinates(outcomes, indexes, headings)
    for outcome in outcomes:
        if "unit" in outcome.values:
            continue
        unit, way, problem = _by_words(outcome.values, indexes, headings)
        outcome.values["placed_by"] = way
        if unit is not None:
            outcome.values["unit"] = unit
            continue
        outcome.is_placed = False
        outcome.problems.append(problem or _nowhere(headings))


def _by_coordinates(
    outcomes: Sequence[Outcome], indexes: Indexes, headings: dict[str, str]
) -> None:
    """Place the rows that have coordinates, turning them round where only that makes sense."""
    rows = [o for o in outcomes if "lon" in o.values and "lat" in o.values]
    if not rows:
        return
    lon = np.array([o.values["lon"] for o in rows], float)
    lat = np.array([o.values["lat"] for o in rows], float)
    straight, turned = _look(indexes, lon, lat), _look(indexes, lat, lon)
    swap = (straight < 0) & (turned >= 0)
    for outcome, unit, other, is_swapped in zip(rows, straight, turned, swap, strict=True):
        values = outcome.values
        if is_swapped:
            values["lon"], values["lat"] = values["lat"], values["lon"]
            outcome.was_swapped = True
        if (chosen := int(other if is_swapped else unit)) >= 0:
            values.update(unit=chosen, placed_by="coordinates")
        elif not _on_earth(values):
            _drop_coordinates(outcome, headings)


def _look(indexes: Indexes, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Any:
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


def _drop_coordinates(outcome: Outcome, headings: dict[str, str]) -> None:
    """Leave impossible coordinates out and say so."""
    lon, lat = outcome.values.pop("lon"), outcome.values.pop("lat")
    outcome.problems.append(
        problems.note(
            headings.get("lon", ""),
            _("%(lon)s, %(lat)s is not a place on earth.") % {"lon": lon, "lat": lat},
            _("Check the decimal sign; the row is placed by its town instead."),
        )
    )


def _by_words(values: dict[str, Any], indexes: Indexes | None, headings: dict[str, str]) -> Found:
    """Place one row by its town, else by its postal code."""
    name, code = values.get("place", ""), values.get("postal_code", "")
    if indexes is None:
        return None, "nowhere", None
    reached = indexes.units_of_postal_code(code) if code else ()
    problem = None
    if name:
        unit, candidates = indexes.units_named(name, values.get("province", ""))
        if unit is not None:
            return unit, "place", None
        problem = _unclear(name, candidates, headings)
    if len(reached) == 1:
        return reached[0], "postal_code", None
    if reached and problem is None:
        problem = problems.note(
            headings.get("postal_code", ""),
            _("Postal code %(code)s reaches %(count)d towns.")
            % {"code": code, "count": len(reached)},
            _("Add the town, or choose it here."),
            about="place",
        )
    return None, "nowhere", problem


def _unclear(name: str, candidates: int, headings: dict[str, str]) -> dict[str, str]:
    """Say that a town is unknown or that there are several."""
    column = headings.get("place", "")
    if candidates > 1:
        return problems.note(
            column,
            _("There are %(count)d towns called “%(name)s”.") % {"count": candidates, "name": name},
            _("Add the province, or choose the town here."),
            about="place",
        )
    return problems.note(
        column,
        _("There is no town called “%(name)s” on the map.") % {"name": name},
        _("Correct the town, or choose it here."),
        about="place",
    )


def _nowhere(headings: dict[str, str]) -> dict[str, str]:
    """Say that a row gives no place at all."""
    return problems.note(
        headings.get("place", ""),
        _("The row says nothing about where it is."),
        _("Add coordinates, a town or a postal code, or choose the town here."),
        about="place",
    )
