"""One shape for everything the API refuses: ``{code, message, fields?}``."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

CODES = {
    400: "bad_request", 401: "not_logged_in", 403: "forbidden", 404: "not_found",
    405: "method_not_allowed", 409: "conflict", 413: "too_large", 415: "unsupported_type",
    422: "invalid", 429: "too_many_requests", 500: "server_error",
}  # fmt: skip


class Problem(Schema):
    """Why a request was refused: a code for programs, a sentence for people."""

    code: str
    message: str
    fields: dict[str, str] | None = None


class ApiError(Exception):
    """A refusal that the API answers in its one shape.

    Subclass it beside the code that refuses, or raise it with a status, a code and a sentence
    that says what to do. ``more`` joins the body: what a program needs in order to go on.
    """

    status = 400
    code = "bad_request"

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        code: str | None = None,
        fields: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        self.status = status or self.status
        self.code = code or (CODES.get(self.status, self.code) if status else self.code)
        self.message, self.fields, self.more = message, fields, more
        super().__init__(message)


class Conflict(ApiError):
    """The thing is not in the state that the request expects."""

    status = 409
    code = "conflict"


def sentence(status: int) -> str:
    """Return what a person reads about a status that says nothing more."""
    sentences = {
        401: _("Log in, or send a valid token."),
        403: _("Your role, or this token, does not allow this."),
        404: _("There is nothing here that you may see."),
        405: _("This address does not know that method."),
        413: _("This is too large."),
        422: _("Some of what was sent cannot be used."),
        429: _("Too many requests. Wait a moment."),
    }
    if status >= 500:
        return _("The server failed. Nothing was changed; try again.")
    return sentences.get(status, _("The request cannot be understood."))


def problem(
    status: int,
    message: str = "",
    *,
    code: str = "",
    fields: Mapping[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """Return a refusal in the API's one shape."""
    usual = "bad_request" if status < 500 else "server_error"
    body: dict[str, Any] = {
        "code": code or CODES.get(status, usual),
        "message": str(message) or sentence(status),
    }
    if fields:
        body["fields"] = dict(fields)
    return JsonResponse({**body, **more}, status=status)


def install(api: NinjaAPI) -> None:
    """Let an API answer every refusal in the one shape."""
    api.add_exception_handler(ApiError, _refused)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(PermissionDenied, _forbidden)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(ValidationError, _invalid)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status, error.message, code=error.code, fields=error.fields, **error.more)


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404)


def _forbidden(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(403, str(error))


def _http_error(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what the framework refuses: log-in, CSRF, rate, a body that is no JSON.

    Its own sentences are English and for programmers, so the status speaks instead.
    """
    return problem(error.status_code)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """Name each field that cannot be used, and why."""
    fields = {}
    for row in error.errors:
        name = ".".join(str(part) for part in row.get("loc", ())[1:]) or "body"
        unknown = row.get("type") == "extra_forbidden"
        said = _("There is no such field to write.") if unknown else row.get("msg")
        fields[name] = str(said or _("This cannot be used."))
    return problem(422, fields=fields)
