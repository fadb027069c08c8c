"""What the matrix sends: the least that an address of the API takes, by its own schema."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from comarca.web.api import api

BY_FORMAT = {"date": "2026-03-02", "date-time": "2026-03-02T10:00:00Z", "email": "x@example.com",
             "uuid": "6f9619ff-8b86-4011-b42d-00c04fc964ff"}  # fmt: skip
BY_TYPE = {"integer": 1, "number": 1, "boolean": True, "array": [], "object": {}}


# What must be said before anybody is let in or kept out, where the schema alone cannot say it.
SENT: dict[tuple[str, str], Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    ("api/geo/layers/<int:layer_id>/postal", "get"): lambda _keys: {"code": "28001"},
    ("api/territories/plans/<int:plan_id>/reach", "get"): lambda keys: {
        "unit": keys["unit"], "minutes": 10,
    },
    ("imports/<int:import_id>/rows/<int:row_id>/place/", "post"): lambda keys: {
        "unit": keys["unit"],
    },
    ("visits/day/fill/add/", "post"): lambda keys: {
        "account": keys["account"], "on": "2026-03-09",
    },
    ("api/visits/<int:visit_id>/photos", "post"): lambda _keys: {
        "key": BY_FORMAT["uuid"], "said_at": BY_FORMAT["date-time"],
        "file": SimpleUploadedFile("photo.png", b"no photo"),
    },
    ("api/territories/plans/<int:plan_id>/edits", "post"): lambda keys: {
        "base_version": 1, "moves": [[keys["unit"], keys["first"], keys["second"]]],
    },
}  # fmt: skip


def body_of(route: str, method: str, keys: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what is sent: nothing with a question, an empty form to a page."""
    if (route, method) in SENT:
        return SENT[route, method](keys)
    if method == "get":
        return None
    return _least(_schema(route, method)) if route.startswith("api/") else {}


@cache
def _documented() -> dict[str, Any]:
    return dict(api.get_openapi_schema())


def _schema(route: str, method: str) -> dict[str, Any]:
    """Return the schema of what one address takes."""
    path = "/" + "".join(_plain(piece) for piece in route.replace(">", "}").split("<"))
    described = _documented()["paths"].get(path, {}).get(method, {}).get("requestBody", {})
    return dict(described.get("content", {}).get("application/json", {}).get("schema", {}))


def _plain(piece: str) -> str:
    """Return a piece of a route as the documentation writes it: without the converter."""
    place, closed, rest = piece.partition("}")
    return "{" + place.split(":")[-1] + closed + rest if closed else piece


def _least(schema: dict[str, Any]) -> Any:
    """Return the least that a schema takes."""
    if "$ref" in schema:
        return _least(_documented()["components"]["schemas"][schema["$ref"].split("/")[-1]])
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return _least(schema["anyOf"][0])
    if "properties" in schema:
        needed = schema.get("required", ())
        return {key: _least(schema["properties"][key]) for key in needed}
    if schema.get("type") == "string":
        return BY_FORMAT.get(schema.get("format", ""), "x")
    return BY_TYPE.get(schema.get("type", "object"), {})
