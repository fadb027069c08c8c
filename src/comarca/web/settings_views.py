"""The company's settings, for administrators."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comarca.accounts import tax_numbers
from comarca.base.country_words import TAX_NUMBERS
from comarca.base.organisation import Organisation
from comarca.team.access import permitted
from comarca.web import company as companies
from comarca.web.forms import SettingsForm


@require_http_methods(["GET", "POST"])
def company(request: HttpRequest) -> HttpResponse:
    """Show and change the company's settings."""
    actor = permitted(request, "settings.edit")
    known = get_object_or_404(Organisation)
    form = SettingsForm(request.POST or None, initial=SettingsForm.of(known))
    if form.is_valid():
        companies.change(known, form.company(), actor)
        companies.ask_for_geography(form.cleaned_data["country"], actor)
        messages.success(request, _("The company's settings are saved."))
        _doubt(request, form.cleaned_data["tax_id"], form.cleaned_data["country"])
        return redirect("company")
    context = {
        "form": form,
        "geocoder": settings.GEOCODER,
        "street": settings.STREET_STYLE_URL or settings.PMTILES_FILE,
        "mail": settings.EMAIL_HOST,
        "database": settings.DATABASES["default"]["ENGINE"].rpartition(".")[2],
    }
    return render(request, "web/company.html", context)


def _doubt(request: HttpRequest, tax_id: str, country: str) -> None:
    """Say that a tax number can hardly be right before it stands on a customer's paper."""
    if tax_numbers.is_doubtful(tax_id, country):
        said = _(
            "“%(number)s” does not look like a valid %(name)s; it stands on quotes as written."
        )
        names = {"number": tax_id, "name": TAX_NUMBERS.get(country) or _("tax number")}
        messages.warning(request, said % names)
