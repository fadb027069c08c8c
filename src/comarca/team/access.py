"""Finds a person for a view: unreadable equals nonexistent, and only administrators change."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from comarca.team.models import Person


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


def administrator(request: HttpRequest) -> Person:
    """Return the administrator who is logged in; to anybody else, 403."""
    person = current(request)
    if not person.may_administer:
        raise PermissionDenied
    return person
