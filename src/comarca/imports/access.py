"""Finds an import for a view: unreadable equals nonexistent."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from comarca.imports.models import Import, ImportRow
from comarca.imports.targets import kinds_for
from comarca.team.access import current


def visible_import(request: HttpRequest, import_id: int) -> Import:
    """Return an import the user may see, else 404."""
    found: Import = get_object_or_404(
        Import.objects.visible_to(current(request)).select_related("job", "created_by"),
        pk=import_id,
    )
    if found.is_described and found.kind not in {one.key for one in kinds_for(current(request))}:
        raise PermissionDenied
    return found


def visible_row(request: HttpRequest, import_id: int, row_id: int) -> ImportRow:
    """Return a row of an import that is still a preview."""
    batch = visible_import(request, import_id)
    if batch.state != Import.State.PREVIEWED:
        raise PermissionDenied
    row: ImportRow = get_object_or_404(batch.rows.select_related("account"), pk=row_id)
    return row
