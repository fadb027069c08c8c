"""Before each page: is the company set up, and how does this person like to read?"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from comarca.base.country_words import words_of
from comarca.base.organisation import Organisation

Respond = Callable[[HttpRequest], HttpResponse]
OPEN_PATHS = ("/setup/", "/account/preferences/")


class PlainTextMiddleware:
    """Refuses the NUL character, which no text holds and PostgreSQL cannot store or look for."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 400 where the address holds one."""
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Answer 400 where a form holds one; bodies in JSON are looked at as they are read."""
        if any("\0" in text for _name, texts in request.POST.lists() for text in texts):
            raise BadRequest


class SetupMiddleware:
    """Leads every page to the first-run pages until there is a company."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Redirect to the set-up, or go on with ``request.organisation``."""
        if request.path.startswith(("/health/", "/static/")):
            return self.get_response(request)
        company = Organisation.current()
        request.organisation = company  # type: ignore[attr-defined]
        if company is None and not request.path.startswith(OPEN_PATHS):
            return redirect("setup")
        return self.get_response(request)


class PersonalMiddleware:
    """Speaks the person's language: their own choice, else the browser's, else the company's."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate language and time zone around the page."""
        company: Organisation | None = getattr(request, "organisation", None)
        user = getattr(request, "user", None)
        language = getattr(user, "language", "") or request.COOKIES.get("django_language", "")
        if not language and request.headers.get("Accept-Language"):
            language = translation.get_language_from_request(request)
        language = language or (company.language if company else "es")
        if company:
            timezone.activate(company.timezone)
        with translation.override(language), words_of(company.country if company else ""):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "es")
        return response
