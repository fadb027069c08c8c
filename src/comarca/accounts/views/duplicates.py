"""The same customer twice: what looks alike, the page that merges two, and the way back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comarca.accounts.access import visible_account
from comarca.accounts.duplicates import merging, sales
from comarca.accounts.models import Account, DuplicatePair, Merge
from comarca.base.jobs import Job
from comarca.base.objects.keys import key_in
from comarca.base.objects.wording import names_of, say
from comarca.base.writing import EditedMeanwhile
from comarca.team.access import current, permitted

PAGE = 50
KIND = "accounts.duplicates"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the accounts that may be the same customer, the surest first."""
    person = permitted(request, "accounts.write")
    pairs = DuplicatePair.objects.visible_to(person).open().select_related("left", "right")
    context = {
        "page_obj": Paginator(pairs, PAGE).get_page(request.GET.get("page")),
        "job": Job.objects.visible_to(person).filter(kind=KIND).order_by("-created_at").first(),
    }
    return render(request, "accounts/duplicates.html", context)


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Ask the worker to look through all accounts."""
    person = permitted(request, "accounts.write")
    waiting = Job.objects.filter(kind=KIND, state__in=[Job.State.QUEUED, Job.State.RUNNING])
    if not waiting.filter(requested_by=person).exists():
        Job.ask(KIND, {}, requested_by=person)
    return redirect("accounts:duplicates")


@require_POST
def different(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Say that two accounts are two; they are not asked about again."""
    person = permitted(request, "accounts.write")
    pair = get_object_or_404(DuplicatePair.objects.visible_to(person).open(), pk=pair_id)
    pair.state, pair.decided_by = DuplicatePair.State.DIFFERENT, person
    pair.save(update_fields=["state", "decided_by"])
    messages.success(request, _("They stay two accounts and are not asked about again."))
    return redirect("accounts:duplicates")


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, account_id: int, other_id: int) -> HttpResponse:
    """Choose field by field what stays of two accounts, and make them one."""
    person = permitted(request, "accounts.write")
    survivor, gone = visible_account(request, account_id), visible_account(request, other_id)
    if survivor == gone or survivor.archived_at or gone.archived_at:
        raise Http404
    if request.method == "POST":
        return _merge(request, survivor, gone)
    return render(request, "accounts/merge.html", _compared(survivor, gone, person))


def _merge(request: HttpRequest, survivor: Account, gone: Account) -> HttpResponse:
    """Merge as the form says, unless one of the two has changed meanwhile."""
    person = current(request)
    seen = [request.POST.get("version"), request.POST.get("other_version")]
    if seen != [str(survivor.version), str(gone.version)]:
        messages.error(
            request, _("One of the two accounts was changed just now. Look at it again.")
        )
        return redirect("accounts:merge", account_id=survivor.pk, other_id=gone.pk)
    taken = [key.removeprefix("take-") for key, value in request.POST.items() if value == "other"]
    try:
        merging.merge(survivor, gone, taken, person, _years(request))
    except (merging.AlreadyMerged, EditedMeanwhile):
        messages.error(
            request, _("One of the two accounts was changed just now. Look at it again.")
        )
        return redirect("accounts:detail", account_id=survivor.pk)
    said = _("%(name)s is part of this account now, with all that belonged to it.")
    messages.success(request, said % {"name": gone.name})
    return redirect("accounts:detail", account_id=survivor.pk)


def _years(request: HttpRequest) -> dict[int, str]:
    """Return what was chosen for the sales of years that both accounts have."""
    chosen = {key.removeprefix("sales-"): value for key, value in request.POST.dict().items()
              if key.startswith("sales-")}  # fmt: skip
    numbered = {key_in(year): value for year, value in chosen.items()}
    return {year: value for year, value in numbered.items() if year is not None}


def _compared(survivor: Account, gone: Account, person: Any) -> dict[str, Any]:
    """Return what the two accounts say where they differ, in words."""
    found = merging.differences(survivor, gone, person)
    fields = [one.field for one in found]
    values = [{d.field.key: value for d, value in zip(found, of, strict=True)}
              for of in ([d.mine for d in found], [d.other for d in found])]  # fmt: skip
    names = names_of(fields, values)
    rows = [
        (one, say(one.field, one.mine, names), say(one.field, one.other, names)) for one in found
    ]
    years = sales.years_of_both(survivor, gone)
    return {"account": survivor, "other": gone, "rows": rows, "years": years}


@require_POST
def undo(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Take two merged accounts apart again."""
    person = permitted(request, "accounts.write")
    mine = Account.objects.visible_to(person, archived=True).values("pk")
    made = get_object_or_404(Merge.objects.filter(survivor__in=mine), pk=merge_id)
    try:
        merging.undo(made, person)
    except merging.AlreadyUndone:
        messages.error(request, _("This merge was undone already."))
    else:
        messages.success(request, _("They are two accounts again."))
    return redirect("accounts:detail", account_id=made.survivor_id)
