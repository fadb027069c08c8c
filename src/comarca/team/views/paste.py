"""Adding a whole team by pasting it from a spreadsheet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comarca.team import pasting
from comarca.team.access import permitted
from comarca.team.views.session import safe_next


@require_http_methods(["GET", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """Add everybody at once if every line is good, else show each line with its remedy."""
    actor = permitted(request, "people.manage")
    text = request.POST.get("people", pasting.without_home() if "missing" in request.GET else "")
    lines = pasting.read(text) if request.method == "POST" else []
    good = [line for line in lines if line.is_good]
    wrong = [line for line in lines if line.problems]
    if good and (not wrong or "skip" in request.POST):
        added, filled = pasting.add_all(lines, actor)
        if added:
            text = ngettext("{n} person is added.", "{n} people are added.", len(added))
            messages.success(request, text.format(n=len(added)))
        if filled:
            text = ngettext(
                "{n} person was here already: e-mail and home town are up to date.",
                "{n} people were here already: e-mails and home towns are up to date.",
                len(filled),
            )
            messages.success(request, text.format(n=len(filled)))
        return redirect(safe_next(request, reverse("team:people")))
    if request.method == "POST" and not good and not wrong:
        messages.info(request, _("There is nobody new in this list."))
    context = {
        "text": text,
        "lines": lines,
        "good": good,
        "wrong": wrong,
        "next": request.POST.get("next", ""),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "team/paste.html", context, status=status)
