"""The people: a list to search, one page for each, and the administrator's changes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from comarca.base.events import history_of
from comarca.base.events.wording import describe
from comarca.base.objects import find
from comarca.team.access import current, permitted, visible_person
from comarca.team.fields import PERSON, change, create
from comarca.team.forms import PersonForm
from comarca.team.models import Person
from comarca.ui.lists.page import list_page

CHANGES = 20
WORKING_HERE = "is_active__yes=1"


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """List the people a user may see; those who left are a filter away."""
    return list_page(request, find(PERSON.key), "team/people.html", usual=WORKING_HERE)


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
        created = create(form.cleaned_data, actor)
        messages.success(request, _("{name} was added.").format(name=created.name))
        return redirect("team:person", person_id=created.pk)
    return render(request, "team/person_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """Change one person."""
    shown = visible_person(request, person_id)
    actor = permitted(request, "people.manage")
    form = PersonForm(request.POST or None, row=shown, actor=actor)
    if form.is_valid():
        changed = change(shown, None, form.cleaned_data, actor)
        messages.success(request, _("{name} was saved.").format(name=changed.name))
        return redirect("team:person", person_id=changed.pk)
    return render(request, "team/person_form.html", {"form": form, "person": shown})
