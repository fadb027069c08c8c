"""The steps of bringing in a layer: the file, its columns, and what should be known before."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comarca.base import files
from comarca.base.jobs import Job
from comarca.geography.forms import LayerForm
from comarca.geography.importing.files import (
    ENDINGS,
    Contents,
    UnreadableLayer,
    look,
    read_polygons,
)
from comarca.geography.importing.findings import Finding, shape_findings, table_findings, twin_of
from comarca.geography.importing.keeping import forget, keep, likely_country
from comarca.team.access import permitted
from comarca.team.models import Person

KEY = "layer_file"


def waiting_file(request: HttpRequest) -> dict[str, str] | None:
    """Return the upload whose columns are still to be chosen."""
    known = request.session.get(KEY)
    return known if known and files.located(known["path"]) else None


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file of polygons."""
    person = permitted(request, "geography.edit")
    given = request.FILES.get("file")
    if request.method == "POST" and isinstance(given, UploadedFile):
        try:
            path = _taken(given, person)
        except UnreadableLayer as error:
            messages.error(request, str(error))
            return redirect("geography:upload")
        request.session[KEY] = {"path": path.name, "name": Path(given.name or "").stem}
        return redirect("geography:columns")
    context = {"endings": ",".join(ENDINGS), "waiting": waiting_file(request)}
    return render(request, "geography/upload.html", context)


def _taken(given: "UploadedFile[bytes]", person: Person) -> Path:
    """Keep a file and look at it; one that is no layer is not kept. Raises ``UnreadableLayer``."""
    path = keep(given, person).location
    try:
        look(path)
    except UnreadableLayer:
        forget(path)
        raise
    return path


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest) -> HttpResponse:
    """Choose layer and columns, see what was found, then start the import."""
    person = permitted(request, "geography.edit")
    known = waiting_file(request)
    path = files.located(known["path"]) if known else None
    if known is None or path is None:
        return redirect("geography:upload")
    contents = look(path, request.POST.get("layer") or request.GET.get("layer", ""))
    initial = {"name": known["name"], "country": likely_country(contents)}
    form = LayerForm(contents, request.POST or None, initial=initial)
    found: list[Finding] = []
    if request.method == "POST" and form.is_valid():
        found = _findings(path, contents, form)
        if form.cleaned_data["confirmed"] or not any(f.asks for f in found):
            payload = {"path": path.name, "choice": form.choice().as_json()}
            job = Job.ask("geography.import_layer", payload, requested_by=person)
            return redirect("ui:job", job.pk)
    title = contents.source.title
    context = {
        "form": form, "contents": contents, "findings": found,
        "title": known["name"] if title == path.stem else title,
    }  # fmt: skip
    return render(request, "geography/columns.html", context)


def _findings(path: Path, contents: Contents, form: LayerForm) -> list[Finding]:
    choice = form.choice()
    found = table_findings(contents.table, choice)
    try:
        shapes, table = read_polygons(path, contents.source.key)
    except UnreadableLayer as error:
        return [*found, Finding("unreadable", str(error), asks=True)]
    found += shape_findings(shapes, table, choice)
    twin = twin_of(choice, {str(v) for v in _texts(contents, choice.code)})
    if twin is not None:
        sentence = _("“{name}” has the same ids already. Import it once more?")
        found.append(Finding("twin", sentence.format(name=twin.name), asks=True))
    return found


def _texts(contents: Contents, column: str) -> list[Any]:
    from comarca.geography.importing.columns import text

    return [text(v) for v in contents.table[column]]
