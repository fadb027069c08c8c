"""An agent's desk: what is due next, and one case with its clocks, its story and an answer box."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comarca.activities.mail.filing import PLACE
from comarca.activities.models import MailTemplate
from comarca.base.files import StoredFile
from comarca.base.objects.keys import key_in
from comarca.service.access import WITH, visible_case
from comarca.service.articles import helping
from comarca.service.cases.answering import begun
from comarca.service.clocks.wording import faces, next_face
from comarca.service.forms import AnswerForm
from comarca.service.models import Case, Queue
from comarca.team.access import current, permitted
from comarca.team.models import Person

SHOWN = 50
MESSAGES = 100
WHOSE = (
    ("next", _("Mine and unassigned")),
    ("mine", _("Mine")),
    ("free", _("Unassigned")),
    ("all", _("All")),
    ("waiting", _("Waiting for the customer")),
)


@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Show what is due next, the first case that asked for beside it."""
    person = permitted(request, "records.read")
    whose = request.GET.get("whose", "next")
    queue = request.GET.get("queue", "")
    rows = _waiting(person, whose, key_in(queue))
    asked = request.GET.get("case", "")
    number = key_in(asked)
    chosen = visible_case(request, number) if number is not None else None
    now = timezone.now()
    context = {
        "lines": [(one, next_face(one, now)) for one in rows],
        "chosen": chosen,
        "whose": whose,
        "whose_choices": WHOSE,
        "queues": Queue.objects.filter(archived_at=None).order_by("name"),
        "queue": queue,
        "kept": _kept(request.GET),
        **(shown(request, chosen) if chosen else {}),
    }
    return render(request, "service/desk.html", context)


@require_GET
@never_cache
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show one case."""
    row = visible_case(request, case_id)
    return render(request, "service/case.html", shown(request, row))


def shown(request: HttpRequest, row: Case, form: AnswerForm | None = None) -> dict[str, Any]:
    """Return what a page shows of a case."""
    person = current(request)
    names = MailTemplate.objects.filter(archived_at=None).order_by("name")
    template = request.GET.get("template", "")
    initial = {"text": begun(row, person, template)} if template else {}
    messages = row.messages.select_related("author", "email").order_by("-at", "-pk")[:MESSAGES]
    told = list(reversed(messages))
    return {
        "row": row,
        "clocks": faces(row),
        "told": told,
        "files": _files(told),
        "may_write": person.may("cases.write"),
        "form": form or AnswerForm(row, initial=initial),
        "templates": list(dict.fromkeys(names.values_list("name", flat=True)[:500])),
        "articles": helping(row, person),
        "related": _related(row, person),
    }


def _waiting(person: Person, whose: str, queue: int | None) -> "QuerySet[Case]":
    """Return the cases of the desk, what is due next first; without a limit, the oldest."""
    rows = Case.objects.visible_to(person).filter(archived_at=None)
    state = [Case.State.WAITING] if whose == "waiting" else Case.RUNNING
    rows = rows.filter(state__in=state)
    mine = Q(owner=person)
    wanted = {"next": mine | Q(owner=None), "mine": mine, "free": Q(owner=None)}.get(whose, Q())
    rows = rows.filter(wanted)
    if queue is not None:
        rows = rows.filter(queue=queue)
    return rows.select_related(*WITH).order_by(
        F("resolution_due").asc(nulls_last=True), "opened_at", "pk"
    )[:SHOWN]


def _related(row: Case, person: Person) -> "QuerySet[Case]":
    """Return the cases somebody linked with this one, from either side, and its sender's others."""
    asked = Q(linked_from__case=row) | Q(links__other=row)
    if row.contact_id:
        asked |= Q(contact=row.contact_id)
    elif row.sender_email:
        asked |= Q(sender_email=row.sender_email)
    found = Case.objects.visible_to(person).filter(asked).exclude(pk=row.pk)
    return found.distinct().order_by("-opened_at")[:8]


def _files(told: Sequence[Any]) -> "QuerySet[StoredFile]":
    """Return the files that came with the messages."""
    emails = [one.email_id for one in told if one.email_id]
    return StoredFile.objects.filter(place=PLACE, object_id__in=emails).order_by("pk")


def _kept(query: QueryDict) -> str:
    """Return the desk's own part of the address, for its links."""
    kept = query.copy()
    for key in ("case", "template"):
        kept.pop(key, None)
    return kept.urlencode()
