"""My settings: who I am here, how I read, my password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from comarca.base.events import record
from comarca.team.access import current
from comarca.team.forms import PasswordChangeForm


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """Show my settings."""
    return render(request, "team/settings.html", {"person": current(request)})


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change my password; my other sessions end."""
    person = current(request)
    form = PasswordChangeForm(request.POST or None, person=person)
    if form.is_valid():
        person.set_password(form.cleaned_data["password"])
        person.save(update_fields=["password"])
        record(person, "password_changed", actor=person)
        update_session_auth_hash(request, person)
        messages.success(request, _("Your password is changed. Other devices are logged out."))
        return redirect("team:settings")
    return render(request, "team/password.html", {"form": form})
