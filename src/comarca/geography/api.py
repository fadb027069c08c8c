"""JSON about places."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from comarca.base.api.found import Found
from comarca.base.api.values import Id, Words
from comarca.geography.finding import find_units
from comarca.team.access import current

router = Router(tags=["geography"])


@router.get("/search", url_name="geo_search", response=list[Found])
def search(request: HttpRequest, q: Words = "", layer: Id | None = None) -> list[dict[str, Any]]:
    """Return towns and units whose name begins with the query."""
    return find_units(current(request), q, layer)
