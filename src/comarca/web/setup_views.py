"""The first run: one page that makes the company, then the three steps to territories."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from comarca.base.organisation import Organisation
from comarca.team.access import current
from comarca.team.views.invitations import BACKEND
from comarca.web.company import AlreadySetUp, set_up
from comarca.web.forms import SetUpForm
from comarca.web.steps import first_steps, needs_geography, waiting_geography


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Create the company and its first administrator; never a second time."""
    if Organisation.current() is not None:
        return redirect("ui:home")
    form = SetUpForm(request.POST or None)
    if form.is_valid():
        try:
            person = set_up(form.company(), form.administrator())
        except AlreadySetUp:
            return redirect("ui:home")
        login(request, person, backend=BACKEND)
        return redirect("start")
    return render(request, "web/setup.html", {"form": form})


@require_GET
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Show the three steps from a spreadsheet to territories, and which one is next."""
    person = current(request)
    context = {
        "steps": first_steps(person),
        "geography": waiting_geography(person),
        "needs_geography": needs_geography(person),
    }
    return render(request, "web/start.html", context)
