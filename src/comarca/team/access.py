"""The doors of views: who is logged in, what they may, and which person they may see.

What a reader may not see does not exist for them (404); what they see and may not do is
forbidden (403).
"""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from comarca.team.models import Person

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def current(request: HttpRequest) -> Person:
    """Return who is logged in."""
    user = request.user
    if not isinstance(user, Person):
        raise PermissionDenied
    return user


def visible_person(request: HttpRequest, person_id: int) -> Person:
    """Return a person the user may see, else 404."""
    people = Person.objects.visible_to(current(request)).select_related("manager")
    found: Person = get_object_or_404(people, pk=person_id)
    return found


def permitted(request: HttpRequest, action: str) -> Person:
    """Return who is logged in if the permissions table lets them; to anybody else, 403."""
    person = current(request)
    if not person.may(action):
        raise PermissionDenied
    return person


def require(action: str) -> Callable[[View[P]], View[P]]:
    """Guard a view by an action of the permissions table; without it, 403."""

    def guard(view: View[P]) -> View[P]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            permitted(request, action)
            return view(request, *args, **kwargs)

        return update_wrapper(guarded, view)

    return guard
