"""Long lists in pages: a cursor, a size with a cap, and the address of the next page."""

from collections.abc import Callable
from typing import Any, TypeVar

from ninja import Field, Schema
from ninja.pagination import CursorPagination, paginate

USUAL, MOST = 100, 500
View = TypeVar("View", bound=Callable[..., Any])


class Cursor(CursorPagination):
    """Pages that stay right while rows are added: each starts after the last one's end."""

    items_attribute = "items"

    class Input(Schema):
        """Which page, and how many rows on it."""

        page_size: int | None = Field(None, ge=1, le=MOST)
        cursor: str | None = Field(None, max_length=300)

    class Output(Schema):
        """One page, with the addresses of its neighbours."""

        items: list[Any]
        next: str | None
        previous: str | None


def paged(*ordering: str, size: int = USUAL) -> Callable[[View], View]:
    """Let a route that returns a queryset answer it page by page, in an order.

    Use under the route and declare ``response=list[Row]``; the answer is
    ``{items: [Row], next, previous}``. End the ordering with ``pk``.
    """
    decorator: Callable[[View], View] = paginate(
        Cursor, ordering=ordering or ("pk",), page_size=size, max_page_size=MOST
    )
    return decorator
