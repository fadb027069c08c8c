"""Files on any object: a panel with upload, download and delete, for pages that ask for it.

An app says ``attach_to("account", "accounts.write")`` in its ``slots.py``: the key of its page
and the action of the permissions table that allows adding and deleting. Who may see the object
may see its files.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from comarca.base import files
from comarca.base.events import record
from comarca.base.events import register as register_action
from comarca.base.files import FileRefused, StoredFile
from comarca.ui import panels
from comarca.ui.registry import permits

ATTACHED = register_action("file_attached", _("File attached"), "file")
REMOVED = register_action("file_removed", _("File deleted"), "file")
_writers: dict[str, str] = {}


def attach_to(place: str, write: str, order: int = 70) -> None:
    """Let files be attached to the objects of a page."""
    _writers[place] = write

    def show(request: HttpRequest, target: Any) -> dict[str, Any]:
        """Show the files of an object."""
        rows = StoredFile.objects.of(place, target.pk)
        return {
            "files": rows,
            "place": place,
            "target": target,
            "may_write": permits(request.user, write),
        }

    panels.register(panels.Panel(place, "files", _("Files"), "ui/files.html", show, order))


def _owner(request: HttpRequest, place: str, target_id: int) -> tuple[panels.Place, Any]:
    """Return the page and the object that files belong to; 404 if this person may not see it."""
    page = panels.places.find(place)
    if page is None or place not in _writers:
        raise Http404
    return page, page.find(request, target_id)


def _written_by(request: HttpRequest, place: str) -> None:
    """Refuse a person who may see the object but not change it."""
    if not permits(request.user, _writers[place]):
        raise PermissionDenied


@require_POST
def upload(request: HttpRequest, place: str, target_id: int) -> HttpResponse:
    """Attach the chosen files to an object."""
    page, target = _owner(request, place, target_id)
    _written_by(request, place)
    for given in request.FILES.getlist("file"):
        try:
            kept = files.store(
                given.chunks(),
                given.name or "",
                StoredFile.Kind.ATTACHMENT,
                owner=(place, target.pk),
                by=request.user,
            )
        except FileRefused as refused:
            messages.error(request, str(refused))
        else:
            record(target, ATTACHED, actor=request.user, after={"file": kept.name})
    return redirect(page.address(target))


@require_GET
def download(request: HttpRequest, file_id: int) -> FileResponse:
    """Send a file to a person who may see the object it belongs to."""
    file = get_object_or_404(StoredFile, pk=file_id, kind=StoredFile.Kind.ATTACHMENT)
    _owner(request, file.place, file.object_id)
    if not file.location.exists():
        raise Http404
    # Always as a download: a browser must never run what somebody has sent in.
    answer = FileResponse(file.location.open("rb"), as_attachment=True, filename=file.name)
    answer["Content-Type"] = file.content_type
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
def delete(request: HttpRequest, file_id: int) -> HttpResponse:
    """Delete a file from an object."""
    file = get_object_or_404(StoredFile, pk=file_id, kind=StoredFile.Kind.ATTACHMENT)
    page, target = _owner(request, file.place, file.object_id)
    _written_by(request, file.place)
    files.remove(file)
    record(target, REMOVED, actor=request.user, before={"file": file.name})
    return redirect(page.address(target))
