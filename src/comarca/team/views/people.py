"""The people: a list to search, one page for each, and the administrator's changes."""

import csv
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from comarca.base.events import history_of
from comarca.base.events.wording import describe
from comarca.team import editing
from comarca.team.access import current, permitted, visible_person
from comarca.team.forms import PersonForm
from comarca.team.models import PeopleQuerySet, Person

SORTS = {"name": "name", "role": "role", "manager": "manager__name", "home": "home_place"}
PAGE = 50
CHANGES = 20


def _chosen(request: HttpRequest) -> PeopleQuerySet:
    """Return the visible people that the filters and the order ask for."""
    people: PeopleQuerySet = Person.objects.visible_to(current(request)).select_related("manager")
    q = request.GET.get("q", "").strip()
    if q:
        people = people.filter(
            Q(name__icontains=q) | Q(email__icontains=q) | Q(home_place__icontains=q)
        )
    if request.GET.get("role") in Person.Role.values:
        people = people.filter(role=request.GET["role"])
    if request.GET.get("left") != "yes":
        people = people.active()
    return people.order_by(*_order(request.GET.get("sort", "")))


def _order(sort: str) -> list[str]:
    column = SORTS.get(sort.removeprefix("-"), "name")
    return [f"-{column}" if sort.startswith("-") else column, "name", "pk"]


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """List the people a user may see."""
    sort = request.GET.get("sort", "name")
    context = {
        "page_obj": Paginator(_chosen(request), PAGE).get_page(request.GET.get("page")),
        "q": request.GET.get("q", ""),
        "role": request.GET.get("role", ""),
        "left": request.GET.get("left", ""),
        "roles": Person.Role.choices,
        "columns": _columns(sort),
    }
    return render(request, "team/people.html", context)


def _columns(sort: str) -> list[dict[str, Any]]:
    """Return the heads of the sortable columns, each with the order a click gives."""
    labels = {
        "name": _("Name"),
        "role": _("Role"),
        "manager": _("Reports to"),
        "home": _("Home town"),
    }
    return [
        {
            "label": label,
            "sort": f"-{key}" if sort == key else key,
            "aria": {key: "ascending", f"-{key}": "descending"}.get(sort, "none"),
        }
        for key, label in labels.items()
    ]


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Hand out the list as a spreadsheet file."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    rows = csv.writer(response, delimiter=";")
    rows.writerow([_("Name"), _("E-mail"), _("Role"), _("Reports to"), _("Home town")])
    for person in _chosen(request):
        boss = person.manager.name if person.manager else ""
        cells = [person.name, person.email, person.get_role_display(), boss, person.home_place]
        rows.writerow([f"'{cell}" if cell[:1] in "=+-@\t" else cell for cell in map(str, cells)])
    return response


@require_GET
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show one person: role, manager, home, reports, what they cover and what changed."""
    shown = visible_person(request, person_id)
    context = {
        "person": shown,
        "reports": Person.objects.visible_to(current(request)).filter(manager=shown).active(),
        "changes": _changes(shown) if current(request).may("people.manage") else [],
    }
    return render(request, "team/person.html", context)


def _changes(person: Person) -> list[dict[str, Any]]:
    """Return a person's newest events in words."""
    events = list(history_of(person)[:CHANGES])
    told = describe(events)
    return [{"event": event, "fields": told[event.pk]} for event in events]


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add one person; the next step offers their invitation."""
    actor = permitted(request, "people.manage")
    form = PersonForm(request.POST or None, actor=actor)
    if form.is_valid():
        created = editing.add(form.values(), actor)
        messages.success(request, _("{name} was added.").format(name=created.name))
        return redirect("team:person", person_id=created.pk)
    return render(request, "team/person_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """Change one person."""
    actor = permitted(request, "people.manage")
    shown = visible_person(request, person_id)
    form = PersonForm(request.POST or None, instance=shown, actor=actor)
    if form.is_valid():
        changed = editing.change(shown, form.values(), actor)
        messages.success(request, _("{name} was saved.").format(name=changed.name))
        return redirect("team:person", person_id=changed.pk)
    return render(request, "team/person_form.html", {"form": form, "person": shown})
