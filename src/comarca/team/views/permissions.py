"""The permissions table as a page: what each role may do, and how far it reaches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from comarca.team.access import require
from comarca.team.permissions import PERMISSIONS
from comarca.team.roles import Role


@require_GET
@require("settings.edit")
def permissions(request: HttpRequest) -> HttpResponse:
    """Show the whole table to administrators."""
    rows = [
        (permission.label, [(role.label, permission.roles.get(role)) for role in Role])
        for permission in PERMISSIONS.values()
    ]
    context = {"roles": [role.label for role in Role], "rows": rows}
    return render(request, "team/permissions.html", context)
