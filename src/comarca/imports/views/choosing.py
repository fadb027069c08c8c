"""What a person decides about an import: how it is read, that it is applied, that it is undone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comarca.imports.access import visible_import
from comarca.imports.described.display import described_choices, offered
from comarca.imports.display_columns import (
    chosen_decimals,
    chosen_mapping,
    chosen_reading,
    field_choices,
)
from comarca.imports.lifecycle import queueing
from comarca.imports.lifecycle.previewing import remember
from comarca.imports.likelier import likelier
from comarca.imports.models import Import
from comarca.team.access import current

State = Import.State
# Nothing of the file is in yet: it may be read in another way.
WAITING = {State.UPLOADED, State.PREVIEWED, State.FAILED}
ABOUT_COLUMNS = ("encoding", "separator", "sheet", "header")


@require_POST
def reading(request: HttpRequest, import_id: int) -> HttpResponse:
    """Read the file again as the person says, and preview it."""
    batch = visible_import(request, import_id)
    if batch.state not in WAITING:
        raise PermissionDenied
    if kind := request.POST.get("kind", ""):
        return _read_as(request, batch, kind)
    before = batch.reading
    batch.reading = chosen_reading(request.POST)
    is_reread = any(before.get(key) != batch.reading.get(key) for key in ABOUT_COLUMNS)
    batch.mapping = {} if is_reread else _mapping(request, batch)
    decimals = {} if is_reread else chosen_decimals(request.POST, batch)
    batch.decisions = {**batch.decisions, "decimal": decimals}
    batch.save(update_fields=["reading", "mapping", "decisions"])
    if batch.mapping:
        remember(batch.summary.get("headings", []), batch.mapping, batch.kind)
    queueing.ask_preview(batch, current(request))
    return redirect("imports:detail", import_id=batch.pk)


def _read_as(request: HttpRequest, batch: Import, kind: str) -> HttpResponse:
    """Take a file for another kind of object, and preview it anew."""
    batch.kind = offered(current(request), kind)["kind"]
    batch.mapping, batch.decisions, batch.summary = {}, {}, {}
    batch.save(update_fields=["kind", "mapping", "decisions", "summary"])
    queueing.ask_preview(batch, current(request))
    return redirect("imports:detail", import_id=batch.pk)


def _mapping(request: HttpRequest, batch: Import) -> dict[str, str]:
    """Return the field of each column that a person chose."""
    person = current(request)
    choices = described_choices(batch, person) if batch.is_described else field_choices(person)
    return chosen_mapping(request.POST, batch, choices)


@require_POST
def apply(request: HttpRequest, import_id: int) -> HttpResponse:
    """Import what the preview shows, or go on with what was cut off."""
    batch = visible_import(request, import_id)
    if batch.state not in {State.PREVIEWED, State.APPLYING}:
        messages.error(request, _("This file was imported already."))
    elif batch.state == State.PREVIEWED and not _kind_is_sure(request, batch):
        messages.error(request, _("Say first what this file holds."))
    else:
        queueing.ask_apply(batch, current(request))
    return redirect("imports:detail", import_id=batch.pk)


def _kind_is_sure(request: HttpRequest, batch: Import) -> bool:
    """Return whether the file fits its kind best, or somebody said that it is what they chose."""
    return bool(request.POST.get("kind_is_sure")) or likelier(batch, current(request)) is None


@require_POST
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take an import back as a whole, a half one too."""
    batch = visible_import(request, import_id)
    if batch.state not in {State.APPLIED, State.APPLYING, State.UNDOING}:
        messages.error(request, _("Only an import that was applied can be undone."))
    else:
        queueing.ask_undo(batch, current(request))
    return redirect("imports:detail", import_id=batch.pk)


@require_POST
def geocode(request: HttpRequest, import_id: int) -> HttpResponse:
    """Look the rows without a place up by their street, where a geocoder is set."""
    batch = visible_import(request, import_id)
    if not queueing.can_geocode(batch):
        raise PermissionDenied
    queueing.ask_geocode(batch, current(request))
    return redirect("imports:detail", import_id=batch.pk)
