"""Changes one value where it stands, in a list or on a page."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from comarca.base import writing
from comarca.base.objects.fields import Place
from comarca.base.objects.forms import ObjectForm
from comarca.base.objects.types import ObjectType
from comarca.ui.lists.rows import cells_of
from comarca.ui.objects.finding import kind_or_404, require_write, version_in, visible_or_404
from comarca.ui.objects.pages import conflict_of
from comarca.ui.own_page import page_of_ours


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str, pk: int, field: str) -> HttpResponse:
    """Show one field as a form, and save it; without a script it is a page of its own.

    If somebody else changed the object meanwhile, their change is shown and nothing is written.
    """
    object_type = kind_or_404(key)
    row = visible_or_404(object_type, request, pk)
    user = require_write(object_type, request)
    _editable(object_type, field, user)
    form = ObjectForm(object_type, user, request.POST or None, row=row, only=[field])
    context: dict[str, Any] = {
        "object_type": object_type, "row": row, "form": form, "field": form[field], "key": field,
        "version": getattr(row, "version", None), "next": _next(request, object_type, pk),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            changed = writing.change(object_type, row, version_in(request), form.cleaned_data, user)
        except writing.EditedMeanwhile as conflict:
            context |= conflict_of(conflict.row, user)
            context["version"] = getattr(conflict.row, "version", None)
            return _shown(request, context, 409)
        except ValidationError as error:
            form.add_error(None, error)
            return _shown(request, context, 200)
        return _saved(request, object_type, changed, field, context)
    if request.GET.get("shown") == "1":
        return _saved(request, object_type, row, field, context)
    return _shown(request, context, 200)


def _editable(object_type: ObjectType, key: str, user: Any) -> None:
    """Insist that there is such a field, and that the user may write it."""
    one = object_type.fields_for(user, Place.FORM).get(key)
    if one is None:
        raise Http404
    if not one.may_edit(user):
        raise PermissionDenied


def _shown(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    """Show the form: in its cell, or as a page. htmx swaps in nothing but a 200."""
    if getattr(request, "htmx", False):
        return render(request, "ui/lists/cell_form.html", context)
    return render(request, "ui/objects/cell.html", context, status=status)


def _saved(
    request: HttpRequest, object_type: ObjectType, row: Any, key: str, context: dict[str, Any]
) -> HttpResponse:
    """Show the value as it is now."""
    if not getattr(request, "htmx", False):
        return redirect(context["next"])
    one = object_type.fields_for(request.user)[key]
    shown = cells_of(object_type, [row], [one], request.user)[0]
    return render(request, "ui/lists/cell.html", {"row": shown, "cell": shown.cells[0]})


def _next(request: HttpRequest, object_type: ObjectType, pk: int) -> str:
    """Return the page to go back to; only ever one of this site."""
    wanted = page_of_ours(request.POST.get("next") or request.GET.get("next") or "")
    return wanted or object_type.url("detail", pk) or object_type.url("index")
