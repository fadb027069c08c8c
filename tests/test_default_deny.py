"""Nobody sees anything without logging in, whatever page is added later; each says for whom."""

import pytest

from comarca.base.organisation import Organisation
from tests.permissions.matrix import EVERY as ALL
from tests.permissions.matrix import ROUTES, read_table

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
    "s/<str:token>/",
    "s/<str:token>/stop/",
}
VALUES = {"int": "1", "str": "x", "slug": "x", "uuid": "6f9619ff-8b86-4011-b42d-00c04fc964ff"}


def address(route: str) -> str:
    """Fill a pattern's places in."""
    text = ""
    for piece in route.split("<"):
        inside, closed, rest = piece.partition(">")
        text += VALUES.get(inside.split(":")[0], "1") + rest if closed else piece
    return f"/{text}"


def test_every_page_is_looked_at():
    assert len(ALL) > 20
    assert set(ALL) >= OPEN


def test_every_page_says_in_the_permission_matrix_for_whom_it_is():
    """Its line: ``pytest tests/permissions`` tells what each person is answered; judge it."""
    said = {route for route, _method in read_table()}
    assert set(ROUTES) - said == set(), "add their lines to tests/permissions/matrix.txt"


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_without_a_log_in_there_is_nothing(client, db, method):
    Organisation.objects.create(name="Pinturas del Norte")
    open_doors = {}
    for route in ALL:
        answer = getattr(client, method)(address(route))
        to_login = answer.status_code == 302 and answer["Location"].startswith("/account/login/")
        if route not in OPEN and not (to_login or answer.status_code == 401):
            open_doors[route] = answer.status_code
    assert open_doors == {}


def test_the_test_would_notice_a_public_page(client, db):
    Organisation.objects.create(name="Pinturas del Norte")
    assert client.get(address("account/login/")).status_code == 200
