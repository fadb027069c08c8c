"""What a person decides about single rows: duplicates, and places that were not found."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comarca.geography.models import GeoUnit
from comarca.imports.access import visible_import, visible_row
from comarca.imports.lifecycle.resolution import (
    candidates,
    put_in_unit,
    same_place,
    set_choice,
    suggested,
)
from comarca.imports.models import Import, ImportRow


def _back(import_id: int, show: str) -> HttpResponse:
    """Return to the rows of one kind."""
    return redirect(f"{reverse('imports:detail', args=[import_id])}?show={show}")


@require_POST
def choose(request: HttpRequest, import_id: int, row_id: int) -> HttpResponse:
    """Say what becomes of one probable duplicate."""
    row = visible_row(request, import_id, row_id)
    set_choice(ImportRow.objects.filter(pk=row.pk), request.POST.get("choice", ""))
    return _back(import_id, "duplicate")


@require_POST
def choose_all(request: HttpRequest, import_id: int) -> HttpResponse:
    """Say what becomes of all probable duplicates."""
    batch = visible_import(request, import_id)
    if batch.state != Import.State.PREVIEWED:
        raise PermissionDenied
    set_choice(batch.rows.all(), request.POST.get("choice", ""))
    return _back(import_id, "duplicate")


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, import_id: int, row_id: int) -> HttpResponse:
    """Choose the town of a row that could not be placed, and of all rows that say the same."""
    row = visible_row(request, import_id, row_id)
    q = request.GET.get("q", "").strip() or str(row.values.get("place", ""))
    if request.method == "POST":
        unit = get_object_or_404(GeoUnit, pk=request.POST.get("unit") or 0)
        count = put_in_unit(row, unit)
        said = _("Placed in %(unit)s: %(count)d.") % {"unit": unit.name, "count": count}
        messages.success(request, said)
        return _back(import_id, "unplaced")
    context = {
        "batch": row.batch,
        "row": row,
        "q": q,
        "candidates": _offered(row, q, searched=bool(request.GET.get("q"))),
        "alike": same_place(row).count(),
    }
    return render(request, "imports/place.html", context)


def _offered(row: ImportRow, q: str, *, searched: bool) -> list[GeoUnit]:
    """Return what the preview suggests, then the units with the words in their name."""
    likely = [] if searched else suggested(row)
    named = candidates(row.batch, q, str(row.values.get("province", "")))
    return list(dict.fromkeys([*likely, *named]))
