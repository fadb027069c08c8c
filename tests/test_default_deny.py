"""Nobody sees anything without logging in, whatever page is added later."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from comarca.base.organisation import Organisation

OPEN = {
    "setup/",
    "health/",
    "robots.txt",
    "favicon.ico",
    "account/login/",
    "account/preferences/",
    "account/invitation/<str:token>/",
    "calendar/<str:secret>.ics",
    "help/<slug:name>/",
    "q/<str:secret>/",
    "q/<str:secret>/quote.pdf",
}
VALUES = {"int": "1", "str": "x", "slug": "x", "uuid": "6f9619ff-8b86-4011-b42d-00c04fc964ff"}


def patterns(resolver: URLResolver, before: str = "") -> list[str]:
    """Return the address pattern of every page."""
    found = []
    for part in resolver.url_patterns:
        route = before + str(part.pattern)
        if isinstance(part, URLPattern):
            found.append(route)
        else:
            found += patterns(part, route)
    return found


def address(route: str) -> str:
    """Fill a pattern's places in."""
    text = ""
    for piece in route.split("<"):
        inside, closed, rest = piece.partition(">")
        text += VALUES.get(inside.split(":")[0], "1") + rest if closed else piece
    return f"/{text}"


ALL = sorted(set(patterns(get_resolver())))


def test_every_page_is_looked_at():
    assert len(ALL) > 20
    assert set(ALL) >= OPEN


@pytest.mark.parametrize("route", [route for route in ALL if route not in OPEN])
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_without_a_log_in_there_is_nothing(client, db, route, method):
    Organisation.objects.create(name="Pinturas del Norte")
    answer = getattr(client, method)(address(route))
    assert answer.status_code in {302, 401}, address(route)
    if answer.status_code == 302:
        assert answer["Location"].startswith("/account/login/")


def test_the_test_would_notice_a_public_page(client, db):
    Organisation.objects.create(name="Pinturas del Norte")
    assert client.get(address("account/login/")).status_code == 200
