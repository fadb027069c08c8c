"""Where an account's sites are, for the small map on its page and for whoever cannot see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from comarca.accounts.models import Site


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The points of a small map (degrees), what is there, the address of its areas' tiles."""

    points: list[dict[str, Any]]
    place: str
    units: str
    attribution: str
    is_area_only: bool


def whereabouts(sites: Iterable[Site]) -> Whereabouts | None:
    """Return where sites are; by the middle of their area where they have no coordinates.

    ``sites`` come with their unit and its layer. None if no site is anywhere.
    """
    placed = [site for site in sites if site.lon is not None or site.unit is not None]
    if not placed:
        return None
    layer = next((site.unit.layer for site in placed if site.unit is not None), None)
    return Whereabouts(
        points=[_point(site) for site in placed],
        place=_said(placed[0]),
        units=_tiles(layer) if layer is not None else "",
        attribution=layer.attribution if layer is not None else "",
        is_area_only=placed[0].lon is None,
    )


def _point(site: Site) -> dict[str, Any]:
    """Return one site's point."""
    at = site if site.lon is not None else site.unit
    return {"lon": at.lon, "lat": at.lat, "is_main": site.is_main}  # type: ignore[union-attr]


def _said(site: Site) -> str:
    """Return in words where a site is, for whoever does not see the map."""
    town = site.place or (site.unit.name if site.unit is not None else "")
    return town or f"{site.lat:.4f}, {site.lon:.4f}"


def _tiles(layer: Any) -> str:
    """Return the address of a layer's tiles, as the map's script fills it in."""
    from comarca.geography.shapes import tiles_version  # NumPy is not needed to list accounts

    kept = reverse("geography:unit_tile", args=[layer.pk, tiles_version(layer), 0, 0, 0])
    return f"{kept.removesuffix('0/0/0.mvt')}{{z}}/{{x}}/{{y}}.mvt"
