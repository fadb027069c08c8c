"""Log-in, log-out and the choice of language and theme."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from comarca.base.events import record
from comarca.team.events import LOGGED_IN, LOGGED_OUT, LOGIN_FAILED
from comarca.team.models import Person
from comarca.ui.own_page import page_of_ours


class LoginForm(AuthenticationForm):
    """E-mail and password."""

    error_messages = {
        "invalid_login": _("The e-mail and password do not match. Check capital letters."),
        "inactive": _("This account is closed."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget = forms.EmailInput(
            attrs={"autofocus": True, "autocomplete": "username"}
        )

    def clean_username(self) -> str:
        """Count failures for the person, however they spell their e-mail."""
        return str(self.cleaned_data["username"]).strip().lower()


class Login(auth.LoginView):
    """Lets people in; too many failures close the door for a quarter of an hour."""

    template_name = "team/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let the person in, and write it down."""
        answer = super().form_valid(form)
        person = form.get_user()
        record(person, LOGGED_IN, actor=person)
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Write down that somebody tried in vain; what nobody is called is not kept.

        The door closes after a few failures, so that this cannot fill the log.
        """
        email = str(form.cleaned_data.get("username", ""))
        person = Person.objects.filter(email__iexact=email).first() if email else None
        if person is not None and form.data.get("password"):
            record(person, LOGIN_FAILED)
        return super().form_invalid(form)


class Logout(auth.LogoutView):
    """Lets people out, and writes it down."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """End the session."""
        if isinstance(request.user, Person):
            record(request.user, LOGGED_OUT, actor=request.user)
        return super().post(request, *args, **kwargs)


logout = Logout.as_view()


def safe_next(request: HttpRequest, fallback: str = "/") -> str:
    """Return the page to go back to, only ever one of this site."""
    return page_of_ours(request.POST.get("next", "")) or fallback


def keep(person: Person, values: dict[str, str]) -> None:
    """Keep what a person chose for themselves; what they had already is no change."""
    before = {key: getattr(person, key) for key, new in values.items()}
    if before != values:
        Person.objects.filter(pk=person.pk).update(**values)
        record(person, "changed", actor=person, before=before, after=values)


@login_not_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language or theme: for a person in their settings, else in a cookie."""
    response = redirect(safe_next(request))
    language, theme = request.POST.get("language", ""), request.POST.get("theme", "")
    values = {}
    if language in dict(settings.LANGUAGES):
        values["language"] = language
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
    if theme in Person.Theme.values:
        values["theme"] = theme
    if values and isinstance(request.user, Person):
        keep(request.user, values)
    return response
