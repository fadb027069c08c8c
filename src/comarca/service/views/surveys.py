"""A survey's link, open to whoever holds it, and the scores, for those who work here."""

from datetime import datetime, time, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from comarca.base.dates import today
from comarca.base.objects.keys import key_in
from comarca.base.organisation import Organisation
from comarca.service.models import Survey, SurveyAsk
from comarca.service.surveys import answering, scores
from comarca.service.surveys.asking import question_of
from comarca.team.access import permitted

PERIODS = (90, 365, 730)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question; a score counts when its button is pressed, never when a link is fetched.

    Programs that look through e-mails for harm fetch every link: they would give scores.
    """
    try:
        ask = answering.find(token)
    except answering.LinkSpent:
        return render(request, "service/survey_spent.html", status=410)
    with translation.override(ask.language or translation.get_language()):
        if request.method == "POST":
            return _take(request, ask, token)
        return render(request, "service/survey.html", _context(ask, request.GET.get("score", "")))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody say that they do not want to be asked again."""
    try:
        ask = answering.find(token)
    except answering.LinkSpent:
        return render(request, "service/survey_spent.html", status=410)
    if request.method == "POST":
        answering.refuse(ask)
    with translation.override(ask.language or translation.get_language()):
        context = {"is_done": request.method == "POST"}
        return render(request, "service/survey_stop.html", context)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the scores with their intervals, as far as one sees the accounts."""
    person = permitted(request, "records.read")
    scale = request.GET.get("scale", "csat")
    scale = scale if scale in Survey.Scale.values else "csat"
    by = request.GET.get("by", "person")
    by = by if by in dict(scores.GROUPS) else "person"
    said = key_in(request.GET.get("days", ""))
    days = said if said in PERIODS else 365
    end = timezone.make_aware(datetime.combine(today() + timedelta(days=1), time.min))
    rows = scores.lines(person, scale, by, end - timedelta(days=days), end)
    given = [score for row in rows for score in row.scores]
    context = {
        "rows": rows, "scale": scale, "by": by, "days": days, "groups": scores.GROUPS,
        "scales": Survey.Scale.choices, "periods": PERIODS, "total": scores.estimate(scale, given),
        "asked": sum(row.asked for row in rows), "answered": len(given),
    }  # fmt: skip
    return render(request, "service/scores.html", context)


def _take(request: HttpRequest, ask: SurveyAsk, token: str) -> HttpResponse:
    """Take a score, or what is said to one."""
    said = request.POST.get("score", "")
    if said.isdecimal() and len(said) < 3 and int(said) in ask.survey.scores:
        answering.give(ask, int(said))
    elif ask.score is not None and "comment" in request.POST:
        answering.say(ask, request.POST["comment"].strip())
        return render(request, "service/survey.html", {**_context(ask, ""), "is_done": True})
    return redirect("service:survey", token=token)


def _context(ask: SurveyAsk, chosen: str) -> dict[str, object]:
    company = Organisation.current()
    return {
        "ask": ask,
        "question": question_of(ask.survey, company.name if company else ""),
        "chosen": int(chosen) if chosen.isdecimal() and len(chosen) < 3 else None,
    }
