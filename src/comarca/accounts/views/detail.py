"""One account: what is known of it, whose it was, and its changes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comarca.accounts import editing
from comarca.accounts.access import visible_account
from comarca.accounts.forms import AccountForm, SiteForm
from comarca.accounts.models import Account
from comarca.base.events import history_of
from comarca.base.events.wording import describe
from comarca.team.access import current, permitted


@require_GET
def detail(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show an account with its places, people, sales, owners and changes."""
    account = visible_account(request, account_id)
    context = {
        "account": account,
        "sites": account.sites.select_related("unit").order_by("-is_main", "pk"),
        "contacts": account.contacts.order_by("name"),
        "sales": account.annual_sales.order_by("-year"),
        "ownerships": account.ownerships.select_related("person").order_by("-valid_from"),
        "may_write": current(request).may("accounts.write"),
    }
    return render(request, "accounts/detail.html", context)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Create an account by hand."""
    person = permitted(request, "accounts.write")
    form, site_form = AccountForm(request.POST or None), SiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and site_form.is_valid():
        account = editing.create(form.cleaned_data, site_form.cleaned_data, person)
        messages.success(request, _("The account was created."))
        return redirect("accounts:detail", account_id=account.pk)
    return _form_page(request, form, site_form, None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, account_id: int) -> HttpResponse:
    """Change an account; if somebody else was faster, say so and lose nothing."""
    person, account = permitted(request, "accounts.write"), visible_account(request, account_id)
    site = account.sites.filter(is_main=True).first()
    form = AccountForm(request.POST or None, instance=account)
    site_form = SiteForm(request.POST or None, instance=site)
    if request.method == "POST" and form.is_valid() and site_form.is_valid():
        seen = _version(request)
        try:
            editing.change(account, seen, form.cleaned_data, site_form.cleaned_data, person)
        except editing.EditedMeanwhile as conflict:
            latest = _latest(conflict.account)
            page = _form_page(request, form, site_form, conflict.account, latest=latest)
            page.status_code = 409
            return page
        messages.success(request, _("Saved."))
        return redirect("accounts:detail", account_id=account.pk)
    return _form_page(request, form, site_form, account)


@require_POST
def close(request: HttpRequest, account_id: int) -> HttpResponse:
    """Close an account."""
    person, account = permitted(request, "accounts.write"), visible_account(request, account_id)
    try:
        editing.close(account, _version(request), person)
    except editing.EditedMeanwhile:
        messages.error(request, _("Somebody changed this account just now. Look at it again."))
    else:
        messages.success(request, _("The account is closed. Its history stays."))
    return redirect("accounts:detail", account_id=account.pk)


def _latest(account: Account) -> list[dict[str, Any]]:
    """Return who changed an account last, and what."""
    events = list(history_of(account)[:1])
    told = describe(events)
    return [{"actor": event.actor, "fields": told[event.pk]} for event in events]


def _version(request: HttpRequest) -> int:
    """Return the version of the account that the person saw."""
    said = request.POST.get("version", "")
    return int(said) if said.isdigit() else 0


def _form_page(
    request: HttpRequest,
    form: AccountForm,
    site_form: SiteForm,
    account: Account | None,
    latest: list[Any] | None = None,
) -> HttpResponse:
    """Show the form of an account."""
    context = {"form": form, "site_form": site_form, "account": account, "latest": latest}
    return render(request, "accounts/form.html", context)
