"""The home page: what needs attention, and the panels that apps put on it.

An app that must be seen to first, such as the set-up, sends people elsewhere by a detour.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comarca.ui import navigation
from comarca.ui.attention import attention_for
from comarca.ui.navigation import NavItem
from comarca.ui.panels import Panel, Place, panels, places
from comarca.ui.registry import Registry


@dataclass(frozen=True, slots=True)
class Detour:
    """Where people go instead of the home page; "" while they need not."""

    key: str
    address: Callable[[HttpRequest], str]
    order: int = 50


detours: Registry[Detour] = Registry()


@require_GET
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Show what needs attention, or lead to what must come first."""
    for detour in detours:
        if address := detour.address(request):
            return redirect(address)
    return render(request, "ui/home.html")


def _attention(request: HttpRequest, person: object) -> dict[str, object]:
    """Ask every app what needs attention."""
    return {"attention": attention_for(request)}


def _reader(request: HttpRequest, person_id: int) -> object:
    """Return who reads the home page; nobody has another person's."""
    if request.user.pk != person_id:
        raise Http404
    return request.user


navigation.register(NavItem("home", _("Home"), "home", "ui:home", 0, section=""))
places.register(Place("home", _reader, lambda _person: reverse("ui:home")))
panels.register(
    Panel("home", "attention", _("What needs attention"), "ui/attention.html", _attention, 0)
)
