"""JSON about places."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from comarca.geography.finding import find_units
from comarca.team.access import current

router = Router(tags=["geography"])


@router.get("/search", url_name="geo_search")
def search(request: HttpRequest, q: str = "", layer: int | None = None) -> list[dict[str, Any]]:
    """Return towns and units whose name begins with the query."""
    return find_units(current(request), q, layer)
