"""One account: what is known of it, who owned it, and its changes."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comarca.accounts import editing
from comarca.accounts.access import visible_account
from comarca.accounts.duplicates.entry import likely
from comarca.accounts.models import Account
from comarca.accounts.whereabouts import whereabouts
from comarca.base.objects import find
from comarca.base.objects.describing import described_values
from comarca.base.objects.forms import ObjectForm
from comarca.team.access import current, permitted
from comarca.ui.objects.finding import version_in
from comarca.ui.objects.pages import conflict_of


@require_GET
def detail(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show an account with its places, sales, owners and changes."""
    account, kind = visible_account(request, account_id), find("account")
    person = current(request)
    sites = list(account.sites.select_related("unit__layer").defer("unit__outline")
                 .order_by("-is_main", "pk"))  # fmt: skip
    prefetch_related_objects([account], "annual_sales")  # panels read them, too
    sales = sorted(account.annual_sales.all(), key=lambda row: row.year, reverse=True)
    context = {
        "account": account,
        "object_type": kind,
        "groups": described_values(kind, account, person),
        "sites": sites,
        "where": whereabouts(sites),
        "sales": sales,
        "ownerships": account.ownerships.select_related("person").order_by("-valid_from"),
        "may_write": person.may("accounts.write"),
    }
    return render(request, "accounts/detail.html", context)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Create an account by hand; one that seems to be here already is asked about first."""
    person = permitted(request, "accounts.write")
    form = ObjectForm(find("account"), person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not request.POST.get("anyway") and (found := likely(form.cleaned_data, person)):
            return _form_page(request, form, None, likely=found)
        account = editing.create(form.cleaned_data, person)
        messages.success(request, _("The account was created."))
        return redirect("accounts:detail", account_id=account.pk)
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, account_id: int) -> HttpResponse:
    """Change an account; if somebody else was faster, say so and lose nothing."""
    person, account = permitted(request, "accounts.write"), visible_account(request, account_id)
    form = ObjectForm(find("account"), person, request.POST or None, row=account)
    if request.method == "POST" and form.is_valid():
        try:
            editing.change(account, version_in(request) or 0, form.cleaned_data, person)
        except editing.EditedMeanwhile as conflict:
            found = conflict_of(conflict.row, person)
            return _form_page(request, form, conflict.row, status=409, latest=found["latest"])
        messages.success(request, _("Saved."))
        return redirect("accounts:detail", account_id=account.pk)
    return _form_page(request, form, account)


@require_POST
def close(request: HttpRequest, account_id: int) -> HttpResponse:
    """Close an account."""
    person, account = permitted(request, "accounts.write"), visible_account(request, account_id)
    try:
        editing.close(account, version_in(request) or 0, person)
    except editing.EditedMeanwhile:
        messages.error(request, _("Somebody changed this account just now. Look at it again."))
    else:
        messages.success(request, _("The account is closed. Its history stays."))
    return redirect("accounts:detail", account_id=account.pk)


def _form_page(
    request: HttpRequest,
    form: ObjectForm,
    account: Account | None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Show the form of an account."""
    context = {"form": form, "account": account, **more}
    return render(request, "accounts/form.html", context, status=status)
