"""Invitations by link: made by an administrator, accepted by whoever received it."""

from axes.utils import reset as forget_failures
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from comarca.team import invitations
from comarca.team.access import permitted, visible_person
from comarca.team.forms import PasswordForm

BACKEND = "comarca.team.backend.EmailBackend"


@require_POST
@never_cache
def invite(request: HttpRequest, person_id: int) -> HttpResponse:
    """Make a new link for a person and show it this once."""
    person = visible_person(request, person_id)
    actor = permitted(request, "people.manage")
    if not person.is_active:
        messages.error(request, _("{name} is not active.").format(name=person.name))
        return redirect("team:person", person_id=person.pk)
    if not person.address:
        messages.error(request, _("Write down {name}'s e-mail first.").format(name=person.name))
        return redirect("team:edit", person_id=person.pk)
    token = invitations.invite(person, actor)
    link = request.build_absolute_uri(reverse("team:accept", args=[token]))
    sent = invitations.send(person, link)
    return render(request, "team/invited.html", {"person": person, "link": link, "sent": sent})


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Let the invited person choose a password, and log them in."""
    try:
        invitation = invitations.find(token)
        form = PasswordForm(request.POST or None, person=invitation.person)
        if form.is_valid():
            person = invitations.accept(token, form.cleaned_data["password"])
            forget_failures(username=person.email)
            login(request, person, backend=BACKEND)
            return redirect("ui:home")
    except invitations.InvitationSpent:
        return render(request, "team/invitation_spent.html", status=410)
    return render(request, "team/accept.html", {"form": form, "person": invitation.person})
