"""The two steps of bringing in a layer: the file, then its columns."""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comarca.base.jobs import Job
from comarca.geography.forms import LayerForm
from comarca.geography.importing.files import ENDINGS, MAX_BYTES, UnreadableLayer, look
from comarca.team.access import permitted

KEY = "layer_file"


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file of polygons."""
    permitted(request, "geography.edit")
    given = request.FILES.get("file")
    if request.method == "POST" and isinstance(given, UploadedFile):
        try:
            path = keep(given)
            look(path)
        except UnreadableLayer as error:
            messages.error(request, str(error))
            return redirect("geography:upload")
        request.session[KEY] = {"path": str(path), "name": Path(given.name or "").stem}
        return redirect("geography:columns")
    return render(request, "geography/upload.html", {"endings": ",".join(ENDINGS)})


def keep(given: "UploadedFile[bytes]") -> Path:
    """Write an upload to the data folder under a name of our own."""
    ending = Path(given.name or "").suffix.lower()
    if ending not in ENDINGS or (given.size or 0) > MAX_BYTES:
        raise UnreadableLayer(
            _("Choose a GeoJSON, TopoJSON, GeoPackage, KML or zipped Shapefile of up to 100 MB.")
        )
    folder = settings.COMARCA_DATA / "uploads" / "layers"
    folder.mkdir(parents=True, exist_ok=True)
    path: Path = folder / f"{secrets.token_hex(16)}{ending}"
    with path.open("wb") as file:
        for chunk in given.chunks():
            file.write(chunk)
    return path


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then start the import."""
    person = permitted(request, "geography.edit")
    known = request.session.get(KEY)
    if not known or not Path(known["path"]).exists():
        return redirect("geography:upload")
    contents = look(Path(known["path"]))
    form = LayerForm(contents, request.POST or None, initial={"name": known["name"]})
    if request.method == "POST" and form.is_valid():
        payload = {"path": known["path"], "choice": form.cleaned_data}
        job = Job.ask("geography.import_layer", payload, requested_by=person)
        del request.session[KEY]
        return redirect(f"/jobs/{job.pk}/")
    return render(request, "geography/columns.html", {"form": form, "contents": contents})
