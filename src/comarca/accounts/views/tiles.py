"""Accounts as vector tiles, each person their own."""

import gzip
from functools import lru_cache
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from comarca.accounts.models import Account
from comarca.team.access import current

if TYPE_CHECKING:
    from comarca.accounts.encoding import Property
    from comarca.accounts.points import Ints, Points
    from comarca.accounts.points_shown import Shown

DEEPEST = 22
NAMES_FROM = 10
MOST_NAMES = 1500


@require_GET
def tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """Return one tile of the accounts a user may see, narrowed by conditions as in the list."""
    if z > DEEPEST or x >= 1 << z or y >= 1 << z:
        raise Http404
    from comarca.accounts.points_shown import shown

    what = shown(current(request), request.GET)
    tag = f'"{what.version}-{hash(what) & 0xFFFFFFFF:x}-{z}-{x}-{y}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    response = HttpResponse(drawn(what, z, x, y), content_type="application/vnd.mapbox-vector-tile")
    response["Content-Encoding"] = "gzip"
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Cookie, Accept-Encoding"
    return response


@lru_cache(maxsize=512)
def drawn(what: "Shown", z: int, x: int, y: int) -> bytes:
    """Return a tile, packed; kept for each state of the data."""
    import numpy as np

    from comarca.accounts.encoding import Property, encode_accounts
    from comarca.accounts.points import in_tile_coordinates

    points = what.points
    counts, middle = np.zeros(0, np.int64), np.zeros((0, 2))
    if what.groups_from is not None and z >= what.groups_from:
        lone, counts, middle = points.grouped(z, x, y)
    else:
        lone = points.in_tile(z, x, y)
    places = np.vstack([np.stack([points.x[lone], points.y[lone]], axis=1), middle])
    nothing = np.full(len(counts), -1, np.int64)
    properties = [
        Property(one.key, one.values, np.concatenate([one.index, nothing]))
        for one in _properties(what, points, lone, z)
    ]
    numbers, which = np.unique(counts, return_inverse=True)
    group = np.concatenate([np.full(len(lone), -1, np.int64), which])
    properties.append(Property("n", numbers.tolist(), group))
    ids = np.concatenate([points.ids[lone], np.zeros(len(counts), np.int64)])
    layer = encode_accounts(in_tile_coordinates(places, z, x, y), ids, properties)
    return gzip.compress(layer, 5, mtime=0)


def _properties(what: "Shown", points: "Points", lone: "Ints", z: int) -> list["Property"]:
    """Return what the map is told of each point: status, segment, owner, size and name."""
    import numpy as np

    from comarca.accounts.encoding import Property
    from comarca.accounts.points import size_classes
    from comarca.accounts.points_source import STATUSES

    columns = points.columns
    owners, owner = np.unique(columns["owner"][lone], return_inverse=True)
    segments, segment = np.unique(columns["segment"][lone], return_inverse=True)
    found = [
        Property("status", [str(one) for one in STATUSES], columns["status"][lone]),
        Property(
            "segment",
            [points.segments[one] for one in segments],
            np.where(segments[segment] == 0, -1, segment),
        ),
        Property("owner", owners.tolist(), np.where(owners[owner] < 0, -1, owner)),
    ]
    if what.size:
        sizes = size_classes(columns[what.size][lone], what.scope.largest(what.size))
        found.append(Property("size", list(range(int(sizes.max(initial=0)) + 1)), sizes))
    if z >= NAMES_FROM and len(lone) <= MOST_NAMES:
        names = _names(points.ids[lone].tolist())
        known = np.isin(points.ids[lone], np.fromiter(names, np.int64, len(names)))
        found.append(
            Property(
                "name",
                [names[pk] for pk in points.ids[lone][known].tolist()],
                np.where(known, np.cumsum(known) - 1, -1),
            )
        )
    return found


def _names(ids: list[int]) -> dict[int, str]:
    """Return the names of the accounts of one tile."""
    return dict(Account.objects.filter(pk__in=ids).values_list("pk", "name"))
