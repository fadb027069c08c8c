"""Keeps how somebody arranged a list: saved views, the view it opens with, its columns."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comarca.base.events import record
from comarca.base.objects.fields import Place
from comarca.base.objects.types import ObjectType
from comarca.ui.lists import asked as asking
from comarca.ui.lists.models import ListPreference, SavedView
from comarca.ui.objects.finding import kind_or_404


def _back(object_type: ObjectType, query: str) -> HttpResponse:
    """Go back to the list with a query."""
    return redirect(f"{object_type.url('index')}?{query}" if query else object_type.url("index"))


def _query(request: HttpRequest, object_type: ObjectType, **changes: Any) -> str:
    """Return the query that a form of the list carries, tidied, so that nothing else gets in."""
    fields = object_type.fields_for(request.user)
    asked = asking.read(QueryDict(request.POST.get("query", "")), fields)
    return asked.query(**changes)


@require_POST
def save_view(request: HttpRequest, key: str) -> HttpResponse:
    """Save the list as it is under a name; one's own view of the same name is replaced."""
    object_type = kind_or_404(key)
    user: Any = request.user
    name, shared = request.POST.get("name", "").strip()[:80], request.POST.get("shared", "me")
    allowed = {"me", "team", *(["everybody"] if user.may("settings.edit") else [])}
    query = _query(request, object_type, view=None)
    if not name:
        messages.error(request, _("Give the view a name."))
        return _back(object_type, query)
    kept = {"query": query, "shared": shared if shared in allowed else "me"}
    view, made = SavedView.objects.update_or_create(
        object_type=key, owner=user, name=name, defaults=kept
    )
    record(view, "created" if made else "changed", actor=user, after={"list": key, **kept})
    if request.POST.get("default") == "1":
        _prefer(user, key, view=view)
    messages.success(request, _("The view “{name}” is saved.").format(name=name))
    return _back(object_type, f"{query}&view={view.pk}".lstrip("&"))


@require_POST
def view_action(request: HttpRequest, key: str, view_id: int) -> HttpResponse:
    """Open the list with a view from now on, stop doing so, or delete one's own view."""
    object_type = kind_or_404(key)
    views = SavedView.objects.visible_to(request.user).filter(object_type=key)
    view = get_object_or_404(views, pk=view_id)
    if request.POST.get("act") == "delete":
        mine = get_object_or_404(views.filter(owner=request.user), pk=view_id)  # type: ignore[misc]
        record(mine, "deleted", actor=request.user, before={"list": key, "query": mine.query})
        mine.delete()
        messages.success(request, _("The view “{name}” is deleted.").format(name=view.name))
        return _back(object_type, "q=")
    is_default = request.POST.get("act") == "default"
    _prefer(request.user, key, view=view if is_default else None)
    return _back(object_type, f"{view.query}&view={view.pk}".lstrip("&"))


@require_POST
def columns(request: HttpRequest, key: str) -> HttpResponse:
    """Keep which columns a person wants and in which order; none chosen means the usual ones."""
    object_type = kind_or_404(key)
    shown = object_type.fields_for(request.user, Place.LIST)
    wanted = [one for one in request.POST.getlist("column") if one in shown]
    places = {one: _place(request, one) for one in wanted}
    chosen = sorted(wanted, key=lambda one: places[one])[: asking.MOST_COLUMNS]
    if request.POST.get("usual") == "1":
        chosen = []
    _prefer(request.user, key, columns=chosen)
    return _back(object_type, _query(request, object_type, columns=()) or "q=")


def _place(request: HttpRequest, key: str) -> float:
    """Return the place in the order that was typed for a column; the last if none was."""
    text = request.POST.get(f"at_{key}", "").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return float("inf")


def _prefer(user: Any, key: str, **values: Any) -> None:
    """Keep a person's preference for a list."""
    ListPreference.objects.update_or_create(person=user, object_type=key, defaults=values)
