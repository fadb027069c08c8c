"""The table of the permission matrix, and the answers it speaks of."""

import re
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

PATH = Path(__file__).with_name("matrix.txt")
WHO = ("administrator", "manager", "owner", "stranger", "reader", "nobody")
PAGES = ("get", "post")  # a page that takes forms takes no other method
API = (*PAGES, "put", "patch", "delete")
DOCS = {"api/", "api/docs", "api/openapi.json"}  # the same for everybody and every method
Row = tuple[str, str]


def read_table() -> dict[Row, tuple[str, ...]]:
    """Return who is answered how, by route and method."""
    rows = {}
    for line in PATH.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            method, *answers, route = line.split()
            rows[route if route != "/" else "", method] = tuple(answers)
    return rows


def line_of(row: Row, answers: tuple[str, ...]) -> str:
    """Return a line as the table has it."""
    route, method = row
    return f"{method:<7}" + "".join(f"{answer:<7}" for answer in answers) + (route or "/")


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


def methods_of(route: str) -> tuple[str, ...]:
    """Return the methods that are tried on a route."""
    if route in DOCS:
        return PAGES[:1]
    return API if route.startswith("api/") else PAGES


EVERY = sorted(set(patterns(get_resolver())))
# Lists, new objects and archiving are the same code for every kind of object: accounts stand for
# all. What a kind decides, who reads and who changes, shows in the route of one object.
OF_KINDS = re.compile(r"api/objects/(?!account/)[^/]+/(<int:pk>/archive)?$")
ROUTES = [route for route in EVERY if not OF_KINDS.match(route)]


def answer_of(response: object) -> str:
    """Return an answer in a word: ``yes`` where the door opened, whatever was wrong inside."""
    status = response.status_code  # type: ignore[attr-defined]
    if status == 401 or (
        status == 302 and response["Location"].startswith("/account/login/")  # type: ignore[index]
    ):
        return "login"
    return "yes" if status < 400 or status in {400, 409, 410, 413, 422} else str(status)
