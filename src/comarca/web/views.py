"""The first page, the health of the installation, and what robots and browsers ask for."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comarca import __version__
from comarca.base.workers import is_present, last_seen


@login_not_required
@never_cache
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Say whether the web process, the database and the worker are well."""
    answer = {"status": "ok", "version": __version__, "database": connection.vendor}
    try:
        seen = last_seen()
    except DatabaseError:
        return JsonResponse({**answer, "status": "down", "database": "down"}, status=503)
    present = is_present(seen)
    return JsonResponse(
        {
            **answer,
            "status": "ok" if present else "degraded",
            "worker": "ok" if present else "absent",
            "worker_seen_seconds": round((timezone.now() - seen).total_seconds(), 1)
            if seen
            else None,
        }
    )


@login_not_required
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """Ask robots to stay away: nothing here is public."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@login_not_required
@require_GET
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead old browsers to the mark."""
    return redirect(static("mark.svg"), permanent=True)
