"""Two reports of one visit: whoever told both decides which counts; no word is lost."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comarca.team.access import permitted
from comarca.visits.models import VisitEntry
from comarca.visits.receiving import Told, receive
from comarca.visits.views.asked import asked


@require_POST
def decide(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Let one's own words count, the others', or both one below the other."""
    person = permitted(request, "activities.write")
    mine = VisitEntry.objects.filter(person=person).undecided().select_related("visit__activity")
    entry = get_object_or_404(mine, pk=entry_id)
    visit, said = entry.visit, entry.payload
    theirs = visit.activity.text if visit.activity else ""
    which, now = asked(request, "which"), timezone.now()
    if which == "theirs" or entry.kind != VisitEntry.Kind.REPORT:
        VisitEntry.objects.filter(pk=entry.pk).update(state=VisitEntry.State.SETTLED)
    else:
        own = str(said.get("text", ""))
        text = own if which == "mine" else "\n\n".join(part for part in (theirs, own) if part)
        outcome = str(said.get("outcome", "")) or (visit.activity.outcome if visit.activity else "")
        told = Told(
            key=uuid4(), kind=VisitEntry.Kind.REPORT, said_at=now, sent_at=now, device="page",
            seen=visit.version, outcome=outcome, text=text, settles=entry.key,
        )  # fmt: skip
        receive(visit, person, told)
    messages.success(request, _("It is decided. The other words stay in the history."))
    day = visit.day or timezone.localdate()
    return redirect(f"{reverse('visits:day')}?on={day:%Y-%m-%d}#visit-{visit.pk}")
