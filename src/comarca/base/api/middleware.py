"""Whatever refuses a request of the API, inside or outside it, answers in JSON."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from comarca.base.api.errors import problem

PREFIX = "/api/"


class ApiErrorMiddleware:
    """Turns log-in redirects and error pages under ``/api/`` into the API's one shape."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a program with JSON; people's pages stay as they are."""
        response = self.get_response(request)
        if not request.path.startswith(PREFIX):
            return response
        if response.status_code == 302:
            return problem(401)
        is_json = response.get("Content-Type", "").startswith("application/json")
        if response.status_code < 400 or is_json:
            return response
        answer = problem(response.status_code)
        for header in ("Allow", "Retry-After"):
            if header in response:
                answer[header] = response[header]
        return answer
