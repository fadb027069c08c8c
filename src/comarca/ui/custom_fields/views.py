"""The administrator's page of custom fields."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comarca.base.events import record
from comarca.base.objects.custom import CustomField
from comarca.base.objects.registry import all_types
from comarca.base.objects.types import ObjectType
from comarca.base.search.keeping import ask_rebuild
from comarca.base.search.registry import providers
from comarca.ui.custom_fields.forms import CustomFieldForm
from comarca.ui.objects.finding import kind_or_404

KEPT = ("label", "kind", "help", "options", "default", "is_required", "roles", "position")


def administrator(request: HttpRequest) -> Any:
    """Return who is asking if they may change the settings, else 403."""
    if not request.user.may("settings.edit"):  # type: ignore[union-attr]
        raise PermissionDenied
    return request.user


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the custom fields of every kind of object."""
    administrator(request)
    fields = list(CustomField.objects.filter(retired_at=None))
    kinds = [
        (one, [field for field in fields if field.object_type == one.key])
        for one in all_types()
        if one.custom_fields
    ]
    return render(request, "ui/custom_fields/index.html", {"kinds": kinds})


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Add a field; it shows at once in forms, lists, pages, files and the API."""
    actor, object_type = administrator(request), kind_or_404(key)
    if not object_type.custom_fields:
        raise Http404
    form = CustomFieldForm(object_type, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        record(made, "created", actor=actor, after=_state(made))
        _search_anew(made)
        messages.success(request, _("The field “{name}” is added.").format(name=made.label))
        return redirect("objects:custom_fields")
    return _page(request, object_type, form, None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, field_id: int) -> HttpResponse:
    """Change a field's name, help, choices, default, or who may see it."""
    actor = administrator(request)
    field = get_object_or_404(CustomField, pk=field_id, retired_at=None)
    object_type, before = kind_or_404(field.object_type), _state(field)
    form = CustomFieldForm(object_type, request.POST or None, instance=field)
    if request.method == "POST" and form.is_valid():
        after = _state(form.save())
        changed = [key for key in KEPT if before[key] != after[key]]
        if changed:
            record(
                field,
                "changed",
                actor=actor,
                before={key: before[key] for key in changed},
                after={key: after[key] for key in changed},
            )
            _search_anew(field)
        messages.success(request, _("Saved."))
        return redirect("objects:custom_fields")
    return _page(request, object_type, form, field)


@require_POST
def retire(request: HttpRequest, field_id: int) -> HttpResponse:
    """Take a field off every page; its values are kept."""
    actor = administrator(request)
    field = get_object_or_404(CustomField, pk=field_id, retired_at=None)
    field.retired_at = timezone.now()
    field.save(update_fields=["retired_at"])
    record(field, "archived", actor=actor)
    _search_anew(field)
    messages.success(
        request, _("The field “{name}” is gone; its values are kept.").format(name=field.label)
    )
    return redirect("objects:custom_fields")


def _search_anew(field: CustomField) -> None:
    """Have the search box know, or forget, the words of a field."""
    if field.object_type in providers:
        ask_rebuild([field.object_type])


def _state(field: CustomField) -> dict[str, Any]:
    """Return what of a field is written down when it changes."""
    return {key: getattr(field, key) for key in KEPT}


def _page(
    request: HttpRequest, object_type: ObjectType, form: CustomFieldForm, field: CustomField | None
) -> HttpResponse:
    """Show the form of a custom field."""
    context = {"object_type": object_type, "form": form, "field": field}
    return render(request, "ui/custom_fields/form.html", context)
