"""Programs at the door of the API: their token stands for a person, within its scopes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from comarca.base.api.errors import ApiError, problem, sentence
from comarca.team import tokens
from comarca.team.models import Person, Token

PREFIX = "/api/"
SAFE = {"GET", "HEAD", "OPTIONS"}
RATE = "600/m"


class TokenMiddleware:
    """Lets a valid token in as its person; a wrong one is refused at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read ``Authorization: Bearer …`` on addresses of the API, and nowhere else."""
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if not request.path.startswith(PREFIX) or kind.lower() != "bearer":
            return self.get_response(request)
        token = tokens.find(secret.strip())
        if token is None:
            return problem(401)
        token.person.scopes = token.allowed
        request.user = token.person
        request.token = token  # type: ignore[attr-defined]
        return self.get_response(request)


class TokenAuth(HttpBearer):
    """Accepts whom the middleware let in; a token without scopes only reads."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """Return the token's person."""
        known: Token | None = getattr(request, "token", None)
        if known is None:
            return None
        if request.method not in SAFE and not known.may_write:
            raise ApiError(sentence(403), status=403, code="token_reads_only")
        return known.person


class TokenThrottle(SimpleRateThrottle):
    """Holds a token to so many requests a minute; people with a browser are not counted."""

    def __init__(self) -> None:
        super().__init__(RATE)

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """Return what requests are counted by."""
        token = getattr(request, "token", None)
        return f"token-{token.pk}" if token is not None else None
