"""My tokens: what programs may do in my name."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from comarca.team import tokens
from comarca.team.access import current
from comarca.team.models import Person, Token
from comarca.team.permissions import PERMISSIONS

LIVES = {
    "30": gettext_lazy("30 days"),
    "90": gettext_lazy("90 days"),
    "365": gettext_lazy("a year"),
    "": gettext_lazy("until I revoke it"),
}


class TokenForm(forms.Form):
    """A token's name, how long it lasts and what it may do beside reading."""

    name = forms.CharField(
        label=gettext_lazy("name"),
        max_length=100,
        help_text=gettext_lazy("Which program is it for?"),
    )
    days = forms.ChoiceField(
        label=gettext_lazy("valid"), choices=list(LIVES.items()), required=False, initial="90"
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("beside reading what I see, it may"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(key, PERMISSIONS[key].label) for key in tokens.writable_scopes(person)]


@never_cache
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List my tokens; on POST, make one and show its secret this once."""
    me = current(request)
    form = TokenForm(request.POST if request.method == "POST" else None, person=me)
    secret = ""
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]
        until = timezone.now() + timedelta(days=int(days)) if days else None
        try:
            _made, secret = tokens.create(
                me, form.cleaned_data["name"], form.cleaned_data["scopes"], until
            )
            form = TokenForm(person=me)
        except tokens.TooManyTokens as refusal:
            form.add_error(None, str(refusal))
    rows = Token.objects.visible_to(me)
    return render(request, "team/tokens.html", {"form": form, "rows": rows, "secret": secret})


@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke one of my tokens."""
    me = current(request)
    token = get_object_or_404(Token.objects.visible_to(me), pk=token_id)
    tokens.revoke(token, me)
    messages.success(request, _("The token is revoked."))
    return redirect("team:tokens")
