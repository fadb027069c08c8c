"""The API with its conventions, and an OpenAPI document that tells all of them."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.parser import Parser

from comarca.base.api.errors import Problem, install

WRITES = {"post", "put", "patch", "delete"}
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "Any text of your own; the same write sent again with it is done once.",
}
REFUSALS = {
    400: "The request cannot be understood",
    401: "Nobody is logged in and there is no valid token",
    403: "The role or the token does not allow this",
    404: "There is nothing here that this person may see",
    422: "Some of what was sent cannot be used",
    429: "Too many requests with this token",
}


class PlainText(Parser):
    """Reads bodies in JSON, and refuses the NUL character, which no database column could keep."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the body; what cannot be understood is answered with 400."""
        body: dict[str, Any] = json.loads(request.body)
        if b"\\u0000" in request.body and _holds_nul(body):
            raise ValueError("A text holds the NUL character.")
        return body


def _holds_nul(value: Any) -> bool:
    """Return whether a text within a value of JSON, or a key, holds the NUL character."""
    if isinstance(value, dict):
        return any(_holds_nul(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return any(_holds_nul(part) for part in value)
    return isinstance(value, str) and "\0" in value


class HouseAPI(NinjaAPI):
    """One API: errors in one shape, idempotent writes, a document that tells the truth."""

    def __init__(self, **options: Any) -> None:
        super().__init__(parser=PlainText(), **options)
        self._documents: dict[tuple[str | None, str, str | None], OpenAPISchema] = {}
        install(self)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return a route's name: its tag and its function, such as ``account_many``."""
        return "_".join([*(operation.tags or []), operation.view_func.__name__])

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the document, with what every route has in common."""
        asked = (path_prefix, str(path_params), get_language())
        if asked not in self._documents:  # routes are all there before the first request
            self._documents[asked] = self._document(path_prefix, path_params)
        return self._documents[asked]

    def _document(
        self, path_prefix: str | None, path_params: dict[str, Any] | None
    ) -> OpenAPISchema:
        """Build the document; it takes about half a second."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        schema["components"]["schemas"].setdefault(
            "Problem", Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        )
        for methods in schema["paths"].values():
            for method, operation in methods.items():
                _complete(method, operation)
        return schema


def _complete(method: str, operation: dict[str, Any]) -> None:
    """Add the refusals and the header that every route of a method has."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, description in REFUSALS.items():
        if status == 404 and not any(p["in"] == "path" for p in operation["parameters"]):
            continue
        operation["responses"].setdefault(status, {"description": description, "content": content})
    if method in WRITES:
        operation["parameters"] = [*operation["parameters"], KEY]
        operation["responses"].setdefault(
            409, {"description": "The state does not allow this", "content": content}
        )
