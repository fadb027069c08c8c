"""My tasks: what is overdue, due today and next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comarca.activities.todo import to_do
from comarca.team.access import permitted


@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Show what the person who asks has to do."""
    person = permitted(request, "records.read")
    context = {"todo": to_do(person), "may_write": person.may("activities.write")}
    return render(request, "activities/tasks.html", context)
