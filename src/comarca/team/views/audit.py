"""The audit page: every event, filtered by who, what, which object and when; and as a file."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from comarca.base.events import actions
from comarca.base.events.links import address_of
from comarca.base.events.model import Event
from comarca.base.events.wording import describe, noun_of
from comarca.base.objects.keys import key_in
from comarca.team.access import permitted
from comarca.team.models import Person
from comarca.ui.spreadsheets import as_csv, as_xlsx

PAGE = 50
PART = 500
# A workbook has 1,048,576 rows; a CSV file may hold every event.
MOST_IN_WORKBOOK = 200_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Uncounted(Paginator[Event]):
    """Pages of a very long list: the count stops where nobody turns pages any more."""

    @property
    def count(self) -> int:
        """Return how many rows there are, at most ten thousand."""
        rows = cast("QuerySet[Event]", self.object_list)
        return rows[:10_000].count()


@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """Show the events that the filters ask for, the newest first."""
    permitted(request, "events.read")
    page = _Uncounted(_chosen(request), PAGE).get_page(request.GET.get("page"))
    events = list(page)
    told = describe(events)
    context = {
        "page_obj": page,
        "lines": [
            {"event": e, "noun": noun_of(e.model), "changes": told[e.pk], "address": address_of(e)}
            for e in events
        ],
        "q": request.GET.get("q", ""),
        "asked": request.GET,
        "people": Person.objects.order_by("name"),
        "actions": actions.every(),
        "models": sorted(
            ((label, noun_of(label)) for label in _models()), key=lambda pair: pair[1]
        ),
    }
    return render(request, "team/audit.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """Hand the chosen events out as CSV, or as a workbook."""
    permitted(request, "events.read")
    headings = [_("When"), _("Who"), _("What"), _("Kind"), _("Object"), _("Details")]
    if request.GET.get("format") == "xlsx":
        rows = _rows(_chosen(request)[:MOST_IN_WORKBOOK])
        answer: HttpResponseBase = HttpResponse(
            as_xlsx(headings, rows, _("Audit log")), content_type=XLSX
        )
        name = "audit.xlsx"
    else:
        answer = StreamingHttpResponse(
            as_csv(headings, _rows(_chosen(request))), content_type="text/csv; charset=utf-8"
        )
        name = "audit.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _chosen(request: HttpRequest) -> "QuerySet[Event]":
    """Return the events that the filters ask for."""
    events = Event.objects.select_related("actor").order_by("-at", "-pk")
    asked = request.GET
    who = asked.get("who", "")
    if (key := key_in(who)) is not None:
        events = events.filter(actor=key)
    elif who == "nobody":
        events = events.filter(actor=None)
    if action := asked.get("action", ""):
        events = events.filter(action=action)
    if model := asked.get("model", ""):
        events = events.filter(model=model)
    if q := asked.get("q", "").strip():
        exact = Q(object_id=key) if (key := key_in(q)) is not None else Q()
        events = events.filter(Q(label__icontains=q) | exact if exact else Q(label__icontains=q))
    if start := _day(asked.get("from", "")):
        events = events.filter(at__gte=_midnight(start))
    if end := _day(asked.get("until", "")):
        events = events.filter(at__lt=_midnight(end + timedelta(days=1)))
    return events


def _models() -> list[str]:
    """Return the models that events are about."""
    return list(Event.objects.order_by("model").values_list("model", flat=True).distinct())


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _rows(events: "QuerySet[Event]") -> Iterator[list[Any]]:
    """Yield events as rows of a spreadsheet, some hundreds at a time."""
    part: list[Event] = []
    for event in events.iterator(chunk_size=PART):
        part.append(event)
        if len(part) == PART:
            yield from _told(part)
            part = []
    yield from _told(part)


def _told(events: list[Event]) -> Iterator[list[Any]]:
    told = describe(events)
    for event in events:
        yield [
            date_format(timezone.localtime(event.at), "Y-m-d H:i:s"),
            str(event.actor or ""),
            event.what,
            noun_of(event.model),
            event.label or event.object_id,
            "; ".join(f"{c.label}: {c.before} → {c.after}" for c in told[event.pk]),
        ]
