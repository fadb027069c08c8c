"""One answer of a search over places, accounts, people and territories."""

from typing import Literal

from ninja import Schema


class Found(Schema):
    """Somewhere or somebody to fly to on the map."""

    type: Literal["place", "unit", "account", "person", "territory"]
    id: int
    name: str
    detail: str = ""
    lon: float | None = None
    lat: float | None = None
    bbox: tuple[float, float, float, float] | None = None
    url: str = ""
