"""Finds the unit that a site lies in."""

from typing import Any

from comarca.accounts.models import Site
from comarca.base.organisation import Organisation
from comarca.geography.models import GeoUnit, Layer


def working_layer() -> Layer | None:
    """Return the layer that accounts are placed on: the company's country's, else any."""
    company = Organisation.current()
    ready = Layer.objects.filter(is_ready=True).order_by("source", "pk")
    home = ready.filter(country=company.country if company else "ES").first()
    return home or ready.first()


def place_site(site: Site) -> bool:
    """Set a site's unit by its coordinates, else its town, else its postal code."""
    layer = working_layer()
    site.unit, site.placed_by = None, Site.PlacedBy.NOWHERE
    if layer is None:
        return False
    found, way = _by_point(site, layer), Site.PlacedBy.COORDINATES
    if found is None:
        found, way = ByWords(layer).find(site)
    if found is not None:
        site.unit_id, site.placed_by = found, way
    return found is not None


def settle_cells(unit: GeoUnit) -> int:
    """Move the sites of a subdivided unit into its parts; return how many moved.

    A site without coordinates goes to the part nearest to the middle of the unit.
    """
    import numpy as np

    cells = list(GeoUnit.objects.filter(parent=unit).values_list("pk", "lon", "lat"))
    sites = list(Site.objects.filter(unit=unit))
    if not cells or not sites:
        return 0
    points = np.array(
        [(s.lon, s.lat) if s.lon is not None else (unit.lon, unit.lat) for s in sites], float
    )
    found = _cells_at(unit.layer_id, points[:, 0], points[:, 1])
    centres = np.array([cell[1:] for cell in cells], float)
    members = {cell[0] for cell in cells}
    for site, point, cell in zip(sites, points, found, strict=True):
        nearest = cells[int(((centres - point) ** 2).sum(axis=1).argmin())][0]
        site.unit_id = cell if cell in members else nearest
    Site.objects.bulk_update(sites, ["unit"], batch_size=500)
    return len(sites)


def _cells_at(layer: int, lon: Any, lat: Any) -> list[int]:
    """Return the finest unit at each point."""
    from comarca.geography.locate import UnitIndex

    found: list[int] = UnitIndex.for_layer(layer, cells=True).find(lon, lat).tolist()
    return found


def _by_point(site: Site, layer: Layer) -> int | None:
    """Return the unit at a site's coordinates."""
    if site.lon is None or site.lat is None:
        return None
    import numpy as np

    unit = _cells_at(layer.pk, np.array([site.lon]), np.array([site.lat]))[0]
    return unit if unit >= 0 else None


class ByWords:
    """Finds the units of one layer by town and postal code; made once for many sites."""

    def __init__(self, layer: Layer) -> None:
        from comarca.geography.gazetteer import Resolver, decided

        self._resolver, self._decided = Resolver.for_layer(layer.pk), decided(layer)

    def find(self, site: Site) -> tuple[int | None, "Site.PlacedBy"]:
        """Return the unit of a site's town and postal code, where they leave no doubt."""
        from comarca.geography.gazetteer import Reason, Said, key_of

        said = Said(site.place, site.province, site.postal_code, site.country)
        verdict = self._resolver.resolve(said)
        if verdict.unit is not None:
            return verdict.unit, Site.PlacedBy(verdict.way)
        if verdict.reason is Reason.CODE_ELSEWHERE:  # the town was typed for this one account
            return verdict.candidates[0], Site.PlacedBy.PLACE
        return self._decided.get(key_of(said)), Site.PlacedBy.HAND
