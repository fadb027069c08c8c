"""The first page and the health of the installation."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from comarca import __version__


def home(request: HttpRequest) -> HttpResponse:
    """Lead to the map."""
    return redirect("/map/")


@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """Say whether the web process, the database and the worker are well."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "version": __version__, "database": connection.vendor})
