"""The list of imports, a new one, and what it does row by row."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from comarca.base.objects import find
from comarca.imports.access import visible_import
from comarca.imports.described.display import described_choices, offered, shown_objects
from comarca.imports.display import filters, shown_rows, tabs
from comarca.imports.display_columns import column_choices, field_choices
from comarca.imports.display_questions import decided, groups
from comarca.imports.lifecycle import intake, queueing
from comarca.imports.likelier import likelier
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.links import LINK
from comarca.imports.problem_sheet import problem_sheet
from comarca.imports.reading import UnreadableFile
from comarca.imports.targets import target_of
from comarca.team.access import current, permitted
from comarca.team.models import Person
from comarca.ui.lists.page import list_page

PAGE = 50
OPEN = {Import.State.UPLOADED, Import.State.PREVIEWED, Import.State.FAILED}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the files that came in, newest first."""
    permitted(request, "imports.run")
    return list_page(request, find("import"), "imports/index.html")


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take a file in and preview it at once."""
    person = permitted(request, "imports.run")
    asked = request.POST if request.method == "POST" else request.GET
    context = offered(person, asked.get("kind", ""))
    if request.method == "GET":
        return render(request, "imports/new.html", context)
    upload = request.FILES.get("file")
    if upload is None:
        return render(request, "imports/new.html", {**context, "missing": True}, status=400)
    try:
        kind = context["kind"]
        batch = intake.take_in(upload.name or "", upload.chunks(), person, kind)
    except UnreadableFile as error:
        return render(request, "imports/new.html", {**context, "error": error}, status=400)
    queueing.ask_preview(batch, person)
    return redirect("imports:detail", import_id=batch.pk)


@require_GET
def detail(request: HttpRequest, import_id: int) -> HttpResponse:
    """Show one import: what it will do, or did, to each row."""
    batch = visible_import(request, import_id)
    if batch.job and not batch.job.is_over:
        return render(request, "imports/working.html", {"batch": batch})
    return render(request, "imports/detail.html", _context(request, batch))


def _context(request: HttpRequest, batch: Import) -> dict[str, Any]:
    """Collect what the page of an import shows."""
    shown = request.GET.get("show", "")
    rows = filters(batch, shown)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    is_open = batch.state in OPEN
    return {
        "likelier": likelier(batch, current(request)) if is_open else None,
        "own_kind": (
            target_of(batch.kind).object_type.heading if batch.is_described else _("Accounts")
        ).lower(),
        "batch": batch,
        "summary": batch.summary,
        "trouble": batch.summary.get("trouble"),
        "tabs": tabs(batch, shown),
        "shown": shown,
        "page_obj": page,
        **_rows(batch, list(page.object_list), current(request)),
        "can_geocode": queueing.can_geocode(batch),
        "counts": queueing.will_write(batch),
        "written": queueing.written(batch),
        **_decisions(request, batch),
    }


def _rows(batch: Import, rows: list[ImportRow], person: Person) -> dict[str, Any]:
    """Return the rows of a page, and the columns, as the kind of object shows them."""
    if batch.is_described:
        return {
            "kind": target_of(batch.kind).object_type,
            "rows": shown_objects(batch, rows, person),
            "columns": column_choices(batch, person, described_choices(batch, person)),
        }
    return {
        "rows": shown_rows(batch, rows, person),
        "columns": column_choices(batch, person, field_choices(person)),
    }


def _decisions(request: HttpRequest, batch: Import) -> dict[str, Any]:
    """Return what is to be decided and what was, while the import is a preview."""
    if batch.state != Import.State.PREVIEWED:
        return {}
    asked = groups(batch, current(request))
    names_others = any(group.kind in {LINK, "owner"} for group in asked)
    return {"groups": asked, "names_others": names_others, "decided": decided(batch)}


@require_GET
def problems(request: HttpRequest, import_id: int) -> HttpResponse:
    """Hand the rows with problems back as a spreadsheet."""
    batch = visible_import(request, import_id)
    try:
        content = problem_sheet(batch)
    except UnreadableFile as error:
        return render(request, "imports/gone.html", {"batch": batch, "error": error}, status=410)
    name = slugify(batch.file_name.rsplit(".", 1)[0]) or "rows"
    response = HttpResponse(content, content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="{name}-problems.xlsx"'
    return response
