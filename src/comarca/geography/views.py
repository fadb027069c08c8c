"""The map's tiles and the pages about layers."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from comarca.base.locales import country_name
from comarca.base.objects import find
from comarca.geography import packs
from comarca.geography.layer_names import called
from comarca.geography.models import Layer
from comarca.geography.naming import fold
from comarca.team.access import current
from comarca.ui.lists.page import list_page

FOREVER = "private, max-age=31536000, immutable"
A_DAY = "private, max-age=86400"
PAGE = 50
TILE = "application/vnd.mapbox-vector-tile"


def _tile(body: bytes, cache: str) -> HttpResponse:
    headers = {"Content-Encoding": "gzip", "Cache-Control": cache, "Vary": "Cookie"}
    return HttpResponse(body, content_type=TILE, headers=headers)


def _inside(z: int, x: int, y: int) -> None:
    from comarca.geography.tiles import MAX_ZOOM

    if z > MAX_ZOOM or x >= 1 << z or y >= 1 << z:
        raise Http404


@require_safe
def unit_tile(
    request: HttpRequest, layer_id: int, version: str, z: int, x: int, y: int
) -> HttpResponse:
    """Return a tile of a layer's units; the version in the address makes it keep for ever."""
    from comarca.geography.tiles import unit_tile as make

    _inside(z, x, y)
    layer = get_object_or_404(Layer.objects.visible_to(current(request)), pk=layer_id)
    return _tile(make(layer, z, x, y), FOREVER)


@require_safe
def base_tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """Return a tile of the ground: land, borders, regions and towns."""
    from comarca.geography.tiles import base_tile as make

    _inside(z, x, y)
    return _tile(make(z, x, y), A_DAY)


@require_safe
def layers(request: HttpRequest) -> HttpResponse:
    """List the layers of areas that territories can be made of."""
    loaded = set(Layer.objects.visible_to(current(request)).values_list("code", flat=True))
    bundled = [(country, packs.manifest(country)) for country in packs.available()]
    waiting = [
        {
            "country": country.upper(),
            "country_name": country_name(country.upper()),
            "name": called(country, about.level),
            "attribution": about.attribution,
        }
        for country, about in bundled
        if about.code not in loaded
    ]
    waiting.sort(key=lambda one: fold(one["name"]))
    return list_page(request, find("layer"), "geography/layers.html", {"packs": waiting})


@require_safe
def layer(request: HttpRequest, layer_id: int) -> HttpResponse:
    """Show one layer: where it comes from, and its units with their figures."""
    found = get_object_or_404(Layer.objects.visible_to(current(request)), pk=layer_id)
    units = found.units.exclude(level="cell").order_by("name", "pk")
    query = request.GET.get("q", "").strip()
    if query:
        units = units.filter(names__folded__startswith=fold(query)).distinct()
    page = Paginator(units.defer("outline"), PAGE).get_page(request.GET.get("page"))
    counts = {"borders": found.borders.count(), "postal_codes": found.postal_codes.count()}
    return render(
        request, "geography/layer.html", {"layer": found, "page": page, "q": query, **counts}
    )
