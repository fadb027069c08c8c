"""The general pages of a described kind of object: list, page, form, archive."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comarca.base import writing
from comarca.base.objects.describing import described_values
from comarca.base.objects.forms import ObjectForm
from comarca.ui.lists.page import list_page
from comarca.ui.objects.changes import changes_of
from comarca.ui.objects.choosing import suggested
from comarca.ui.objects.finding import kind_or_404, require_write, version_in, visible_or_404
from comarca.ui.own_page import page_of_ours


@require_GET
def index(request: HttpRequest, key: str) -> HttpResponse:
    """List the objects of a kind that a user may see."""
    return list_page(request, kind_or_404(key))


@require_GET
def detail(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Show one object: what is known of it, and what apps put beside it."""
    object_type = kind_or_404(key)
    row = visible_or_404(object_type, request, pk)
    context = {
        "object_type": object_type,
        "row": row,
        "groups": described_values(object_type, row, request.user),
        "may_write": object_type.may_write(request.user),
    }
    return render(request, "ui/objects/detail.html", context)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, key: str) -> HttpResponse:
    """Make an object by hand; what the address says is filled in (``?account=12``)."""
    object_type = kind_or_404(key)
    user = require_write(object_type, request)
    form = ObjectForm(object_type, user, request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            row = writing.create(object_type, form.cleaned_data, user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("{name} was added.").format(name=row))
            return redirect(_came_from(request) or object_type.url("detail", row.pk))
    context = {"object_type": object_type, "form": form, "back": _came_from(request)}
    return render(request, "ui/objects/form.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Change an object; if somebody else was faster, say so and lose nothing."""
    object_type = kind_or_404(key)
    row = visible_or_404(object_type, request, pk)
    user = require_write(object_type, request)
    form = ObjectForm(object_type, user, request.POST or None, row=row)
    back = _came_from(request) or object_type.url("detail", row.pk)
    context: dict[str, Any] = {"object_type": object_type, "form": form, "row": row, "back": back}
    if request.method == "POST" and form.is_valid():
        try:
            writing.change(object_type, row, version_in(request), form.cleaned_data, user)
        except writing.EditedMeanwhile as conflict:
            context |= conflict_of(conflict.row, user)
            return render(request, "ui/objects/form.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    return render(request, "ui/objects/form.html", context)


def _came_from(request: HttpRequest) -> str:
    """Return the page of ours that a form is to lead back to (``?next=/...``), or nothing."""
    return page_of_ours(request.GET.get("next", ""))


def conflict_of(row: Any, user: Any) -> dict[str, Any]:
    """Return the object as it is now, and the newest change of it in words."""
    return {"row": row, "latest": changes_of(row, user, 1)}


@require_POST
def archive(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Put an object aside, or bring it back; its history stays."""
    object_type = kind_or_404(key)
    row = visible_or_404(object_type, request, pk)
    user = require_write(object_type, request)
    if object_type.can_archive:
        back = request.POST.get("back") == "1"
        writing.archive(object_type, [row], user, back=back)
        said = _("{name} is back.") if back else _("{name} is archived; its history stays.")
        messages.success(request, said.format(name=row))
    return redirect(object_type.url("detail", row.pk))


@require_GET
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Suggest objects whose searched fields hold some words, as one types in a form."""
    object_type, words = kind_or_404(key), request.GET.get("q", "").strip()
    rows = object_type.visible_to(request.user)
    found = suggested(object_type, rows, words, request.user)
    return JsonResponse({"found": [f"{row} #{row.pk}" for row in found]})
