"""Decide what a file's rows ask, all rows that ask the same at once, and take it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comarca.imports.access import visible_import
from comarca.imports.display_questions import answers
from comarca.imports.lifecycle import deciding, queueing
from comarca.imports.models import Import
from comarca.team.access import current


def _previewed(request: HttpRequest, import_id: int) -> Import:
    """Return an import that is still a preview."""
    batch = visible_import(request, import_id)
    if batch.state != Import.State.PREVIEWED:
        raise PermissionDenied
    return batch


@require_POST
def decide(request: HttpRequest, import_id: int) -> HttpResponse:
    """Keep the answers and preview the file again with them."""
    batch, person = _previewed(request, import_id), current(request)
    count = deciding.decide(batch, answers(request.POST.dict(), batch), person)
    if not count:
        messages.error(request, _("Choose an answer first."))
    else:
        said = ngettext("%(count)d answer kept.", "%(count)d answers kept.", count)
        messages.success(request, said % {"count": count})
        queueing.ask_preview(batch, person)
    return redirect("imports:detail", import_id=batch.pk)


@require_POST
def take_back(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take one answer back and preview the file again without it."""
    batch, person = _previewed(request, import_id), current(request)
    if deciding.take_back(batch, request.POST.get("kind", ""), request.POST.get("key", "")):
        queueing.ask_preview(batch, person)
    return redirect("imports:detail", import_id=batch.pk)
