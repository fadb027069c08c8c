"""Which page shows the objects of a list on a map; the app that has the map says so."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from comarca.base.objects.types import ObjectType

_PAGES: dict[str, str] = {}


def register(object_type: str, page: str) -> None:
    """Name the page that shows objects of a kind.

    It is given ``?selection=<id>``, or in ``?accounts=<query>`` what the list was asked for.
    """
    _PAGES[object_type] = page


def has_map(object_type: ObjectType) -> bool:
    """Return whether objects of a kind can be seen on a map."""
    return object_type.key in _PAGES


def address_of_list(object_type: ObjectType, query: str) -> str:
    """Return where everything that a list shows is seen on the map; "" if nowhere."""
    if not has_map(object_type):
        return ""
    return f"{reverse(_PAGES[object_type.key])}?{urlencode({'accounts': query})}"


def address(object_type: ObjectType, selection: Any) -> str:
    """Return where a selection is seen on the map."""
    return f"{reverse(_PAGES[object_type.key])}?{urlencode({'selection': selection.pk})}"
