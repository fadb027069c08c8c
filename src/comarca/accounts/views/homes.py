"""Take the town where each person has most accounts for their home, where none is known."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comarca.accounts.homes import settle
from comarca.team.access import permitted
from comarca.team.models import Person
from comarca.team.views.session import safe_next


@require_POST
def homes(request: HttpRequest) -> HttpResponse:
    """Settle all representatives without a home; say who lives where now."""
    actor = permitted(request, "people.manage")
    settled = settle(list(Person.objects.homeless().order_by("name")), actor)
    if settled:
        told = ", ".join(f"{person.name} ({person.home_place})" for person in settled)
        text = _("Home towns by most accounts: %(people)s. Correct them under People.")
        messages.success(request, text % {"people": told})
    else:
        messages.error(request, _("None of them has an account on the map. Write the towns down."))
    return redirect(safe_next(request, reverse("team:people")))
