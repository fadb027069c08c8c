"""The pages that bring the history of orders in: a file, its preview, writing, taking back."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comarca.base import files
from comarca.base.events import record
from comarca.base.jobs import Job
from comarca.base.objects import find
from comarca.imports.events import UPLOADED
from comarca.imports.lifecycle.intake import keep
from comarca.imports.order_history import jobs
from comarca.imports.order_history.reading import LIMITS
from comarca.imports.order_history.two_files import Source
from comarca.imports.reading import UnreadableFile
from comarca.sales.models import OrderBatch
from comarca.team.access import current, permitted
from comarca.team.models import Person

SHOWN = 50
KINDS = ("order_line", "order")


def _visible(request: HttpRequest, batch_id: int) -> OrderBatch:
    """Return an import of orders that the user may run, else 404."""
    rows = OrderBatch.objects.visible_to(current(request))
    found: OrderBatch = get_object_or_404(rows.select_related("made_by"), pk=batch_id)
    return found


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List the files of orders that came in, and take another one."""
    person = _permitted(request)
    batches = OrderBatch.objects.visible_to(person).order_by("-pk")[:SHOWN]
    context = {"batches": batches}
    upload = request.FILES.get("file") if request.method == "POST" else None
    if upload is None:
        status = 400 if request.method == "POST" else 200
        return render(
            request, "imports/orders.html", {**context, "missing": status == 400}, status=status
        )
    try:
        batch = _take_in(upload, request.FILES.get("orders"), person)
    except UnreadableFile as error:
        return render(request, "imports/orders.html", {**context, "error": error}, status=400)
    job = Job.ask(jobs.PREVIEW, {"batch": batch.pk}, requested_by=person)
    return redirect("ui:job", job_id=job.pk)


def _permitted(request: HttpRequest) -> Person:
    """Return who asks, if they may import and work on orders."""
    permitted(request, "imports.run")
    return permitted(request, "sales.write")


def _take_in(
    lines: "UploadedFile[Any]", heads: "UploadedFile[Any] | None", person: Person
) -> OrderBatch:
    """Keep a file of lines, perhaps one of orders too; what is no table of orders is not kept."""
    kept = [keep(one.name or "", one.chunks(), person, LIMITS) for one in (lines, heads) if one]
    try:
        Source.of(kept[0].location, kept[1].location if heads else None)
    except UnreadableFile:
        for one in kept:
            files.remove(one)
        raise
    name = Path(lines.name or "").name[:200] or _("file")
    paths = {"path": kept[0].path, "heads_path": kept[1].path if heads else ""}
    batch = OrderBatch.objects.create(file_name=name, made_by=person, summary=paths)
    record(batch, UPLOADED, actor=person)
    return batch


@require_GET
def detail(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show what a file of orders would do, or did."""
    batch = _visible(request, batch_id)
    summary = batch.summary
    fields = {one.key: one for kind in KINDS for one in find(kind).declared}
    context = {
        "batch": batch, "summary": summary,
        "columns": [(heading, fields[key].heading) for heading, key in
                    summary.get("columns", {}).items() if key in fields],
        "sums": [(currency, Decimal(amount)) for currency, amount in
                 summary.get("sums", {}).items()],
        "days": [date.fromisoformat(day) for day in summary.get("days", ())],
    }  # fmt: skip
    return render(request, "imports/order_batch.html", context)


@require_POST
def act(request: HttpRequest, batch_id: int, name: str) -> HttpResponse:
    """Ask the worker to write a file's lines, or to take them back."""
    batch = _visible(request, batch_id)
    person = _permitted(request)
    kinds = {"apply": jobs.APPLY, "undo": jobs.UNDO, "preview": jobs.PREVIEW}
    if name not in kinds:
        return redirect("imports:orders_one", batch_id=batch.pk)
    job = Job.ask(kinds[name], {"batch": batch.pk}, requested_by=person)
    return redirect("ui:job", job_id=job.pk)
