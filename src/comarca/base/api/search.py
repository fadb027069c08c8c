"""One search for everything, as the command box and the map ask it while somebody types."""

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from comarca.base import search

router = Router(tags=["search"])


class HitOut(Schema):
    """One thing found, with where it leads and, if it has a place, where that is."""

    kind: str
    label: str
    icon: str
    id: int
    title: str
    code: str
    detail: str
    address: str
    lon: float | None
    lat: float | None
    score: float


class AnswerOut(Schema):
    """What was found, the best first; ``instead`` is the text tried for a typing error."""

    query: str
    instead: str
    hits: list[HitOut]


class Asked(Schema):
    """What is looked for: ``kind`` may be repeated and limits the answer to some kinds."""

    q: str = Field("", max_length=200)
    kind: list[str] = Field(default_factory=list)
    most: int = Field(8, ge=1, le=50)


@router.get("", response=AnswerOut, url_name="search_all")
def show(request: HttpRequest, asked: Query[Asked]) -> search.Answer:
    """Find accounts, places, postal codes, people, plans, territories and pages."""
    return search.find(
        request.user, asked.q, most=asked.most, kinds=asked.kind or None, pages=not asked.kind
    )
