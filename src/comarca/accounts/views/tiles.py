"""Accounts as vector tiles, each person their own."""

import gzip
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from comarca.accounts.models import Account
from comarca.team.access import current
from comarca.team.visibility import visible_people_ids

DEEPEST = 22
NAMES_FROM = 10
MOST_NAMES = 1500


@require_GET
def tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """Return one tile of the accounts a user may see."""
    if z > DEEPEST or x >= 1 << z or y >= 1 << z:
        raise Http404
    from comarca.accounts.points import points_for

    ids = visible_people_ids(current(request))
    owners = None if ids is None else frozenset(ids)
    _points, version = points_for(owners)
    tag = f'"{version}-{hash(owners) & 0xFFFFFFFF:x}-{z}-{x}-{y}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    body = drawn(owners, version, z, x, y)
    response = HttpResponse(body, content_type="application/vnd.mapbox-vector-tile")
    response["Content-Encoding"] = "gzip"
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Cookie, Accept-Encoding"
    return response


@lru_cache(maxsize=512)
def drawn(owners: frozenset[int] | None, version: str, z: int, x: int, y: int) -> bytes:
    """Return a tile, packed; kept for each state of the data."""
    from comarca.accounts.encoding import encode_accounts
    from comarca.accounts.points import STATUSES, points_for
    from comarca.geography.mvt import encode_points

    points, _version = points_for(owners)
    chosen = points.in_tile(z, x, y)
    ids = points.ids[chosen]
    xy = points.in_tile_coordinates(chosen, z, x, y)
    if z < NAMES_FROM or len(ids) > MOST_NAMES:
        layer = encode_accounts(
            xy, ids, points.status[chosen], points.owner[chosen], [str(one) for one in STATUSES]
        )
        return gzip.compress(layer, 5, mtime=0)
    names = _names(ids.tolist())
    properties = []
    for pk, status, owner in zip(
        ids.tolist(), points.status[chosen].tolist(), points.owner[chosen].tolist(), strict=True
    ):
        said: dict[str, str | int | float | bool] = {"status": str(STATUSES[status])}
        if owner >= 0:
            said["owner"] = owner
        if pk in names:
            said["name"] = names[pk]
        properties.append(said)
    return gzip.compress(encode_points("accounts", xy, ids, properties), 5, mtime=0)


def _names(ids: list[int]) -> dict[int, str]:
    """Return the names of the accounts of one tile."""
    return dict(Account.objects.filter(pk__in=ids).values_list("pk", "name"))
