"""Finds a kind of object and one object for a view: unreadable equals nonexistent."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from comarca.base.objects import registry
from comarca.base.objects.keys import key_in
from comarca.base.objects.types import ObjectType


def kind_or_404(key: str) -> ObjectType:
    """Return a kind of object, else 404."""
    try:
        return registry.find(key)
    except KeyError as error:
        raise Http404 from error


def visible_or_404(object_type: ObjectType, request: HttpRequest, pk: int) -> Any:
    """Return an object that the user may see, else 404."""
    return get_object_or_404(object_type.visible_to(request.user), pk=pk)


def require_write(object_type: ObjectType, request: HttpRequest) -> Any:
    """Return who is asking if they may write objects of this kind, else 403."""
    if not object_type.may_write(request.user):
        raise PermissionDenied
    return request.user


def version_in(request: HttpRequest) -> int | None:
    """Return the version that the person saw, as their form says."""
    return key_in(request.POST.get("version", ""))
