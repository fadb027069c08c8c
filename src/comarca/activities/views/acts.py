"""The everyday acts: log what was done, say what comes next, tick a task off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comarca.accounts.access import visible_account
from comarca.activities import editing
from comarca.activities.access import visible_activity
from comarca.activities.forms import QUICK, LogForm, NextStepForm
from comarca.activities.models import Activity
from comarca.base.writing import EditedMeanwhile
from comarca.team.access import permitted
from comarca.ui.objects.finding import version_in
from comarca.ui.own_page import page_of_ours


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest, account_id: int) -> HttpResponse:
    """Write down what was just done with an account, then ask for the next step."""
    person = permitted(request, "activities.write")
    account = visible_account(request, account_id)
    kind = request.GET.get("kind", Activity.Kind.CALL)
    form = LogForm(account, request.POST or None, initial={"kind": kind}, auto_id="log-%s")
    if request.method == "POST" and form.is_valid():
        done = editing.create({**form.values(), "account": account.pk}, person)
        messages.success(request, _("It is noted."))
        return redirect("activities:follow_up", activity_id=done.pk)
    context = {"form": form, "account": account, "back": _page(account.pk)}
    return render(request, "activities/log.html", context)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, account_id: int) -> HttpResponse:
    """Plan the next step with an account."""
    person = permitted(request, "activities.write")
    account = visible_account(request, account_id)
    form = NextStepForm(request.POST or None, auto_id="next-%s")
    if request.method == "POST" and form.is_valid():
        made = _planned(request, form, {"account": account.pk}, person)
        if made is not None:
            return redirect(_page(account.pk))
    return _next_page(request, form, account=account, back=_page(account.pk))


@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Ask what comes after an activity that was done."""
    row = visible_activity(request, activity_id)
    person = permitted(request, "activities.write")
    form = NextStepForm(request.POST or None, auto_id="next-%s")
    back = _back(request, row)
    if request.method == "POST" and form.is_valid():
        made = _planned(request, form, {"account": row.account_id}, person)
        if made is not None:
            editing.follow_up(row, made)
            return redirect(back)
    return _next_page(request, form, after=row, account=row.account, back=back)


@require_POST
def done(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Tick an activity off and ask for the next step."""
    row = visible_activity(request, activity_id)
    person = permitted(request, "activities.write")
    given = request.POST.get("outcome", "")
    outcome = given if given in Activity.Outcome.values else ""
    try:
        finished = editing.complete(
            row, person, outcome=outcome, text=request.POST.get("text", "")[:10_000],
            version=version_in(request),
        )  # fmt: skip
    except EditedMeanwhile:
        messages.error(request, _("Somebody changed this activity just now. Look at it again."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        address = reverse("activities:follow_up", args=[finished.pk])
        return redirect(f"{address}?next={_back(request, row)}")
    return redirect("activities:detail", activity_id=row.pk)


@require_POST
def cancel(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Say that an activity will not take place; it stays on the timeline."""
    row = visible_activity(request, activity_id)
    person = permitted(request, "activities.write")
    try:
        editing.change(row, version_in(request), {"state": Activity.State.CANCELLED}, person)
    except EditedMeanwhile:
        messages.error(request, _("Somebody changed this activity just now. Look at it again."))
    return redirect(_back(request, row))


def _planned(
    request: HttpRequest, form: NextStepForm, more: dict[str, Any], person: Any
) -> Activity | None:
    """Plan what a form asks for, or say in it why not."""
    try:
        made = editing.create({**form.values(), **more}, person)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    messages.success(request, _("The next step is planned."))
    return made


def _next_page(request: HttpRequest, form: NextStepForm, **more: Any) -> HttpResponse:
    context = {"form": form, "quick": QUICK, **more}
    return render(request, "activities/next_step.html", context)


def _page(account_id: int) -> str:
    return reverse("accounts:detail", args=[account_id])


def _back(request: HttpRequest, row: Activity) -> str:
    """Return the page to go back to: the one that asked, else the account's, else one's tasks."""
    said = page_of_ours(request.POST.get("next") or request.GET.get("next", ""))
    if said:
        return said
    return _page(row.account_id) if row.account_id else reverse("activities:tasks")
