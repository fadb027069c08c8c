"""The board of a pipeline, today and as of a day; opportunities are moved from stage to stage."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from comarca.base.dates import today
from comarca.base.objects.keys import key_in
from comarca.base.writing import EditedMeanwhile
from comarca.sales.models import Opportunity, Pipeline, Reason, Stage
from comarca.sales.pipeline import board, editing
from comarca.sales.pipeline.starting import default_pipeline
from comarca.sales.pipeline.states import known_since
from comarca.sales.views import cards
from comarca.team.access import current, permitted
from comarca.team.models import Person
from comarca.ui.objects.finding import version_in

PEOPLE = 300
FIRST = date(1970, 1, 1)  # no pipeline is older


@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Show the pipeline by stage, as far as the reader may see it."""
    person = permitted(request, "records.read")
    asked, day = _asked(request, person)
    found = board.columns(asked, person)
    count, sums, weighted = board.totals(found)
    may_write = person.may("sales.write") and asked.moment is None
    if may_write:
        stages = [column.stage for column in found]
        for column in found:
            column.choice = _choice(stages, column.stage.pk)
    for column in found:
        column.drawn = cards.draw(request, column, may_write=may_write)
    context = {
        "asked": asked, "day": day, "columns": found, "count": count, "sums": sums,
        "weighted": weighted, "pipelines": Pipeline.objects.filter(archived_at=None),
        "people": _choice(_people(person), asked.person),
        "territories": _choice(board.territories(person), asked.territory),
        "today": today(), "since": known_since(),
        "may_write": may_write, "may_set": person.may("catalogue.edit"),
    }  # fmt: skip
    return render(request, "sales/board.html", context)


def _people(person: Person) -> Sequence[Person]:
    """Return whose opportunities a person may choose from; nobody where it is only their own."""
    found = list(Person.objects.visible_to(person).active().order_by("name")[:PEOPLE])
    return found if len(found) > 1 else []


def _choice(rows: Iterable[Any], chosen: int | None) -> SafeString:
    """Draw what there is to choose from, at once: a board has hundreds of people and stages."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one.pk, SafeString(" selected" if one.pk == chosen else ""), one) for one in rows),
    )


def _asked(request: HttpRequest, person: Person) -> tuple[board.Asked, date]:
    """Return what the address asks for; what it may not or cannot is left out."""
    default = default_pipeline()
    given = request.GET
    chosen = Pipeline.objects.filter(pk=key_in(given.get("pipeline")) or 0).first()
    who = Person.objects.visible_to(person).filter(pk=key_in(given.get("person")) or 0).first()
    where = board.territories(person).filter(pk=key_in(given.get("territory")) or 0).first()
    day = _day(given.get("as_of", ""))
    return (
        board.Asked(
            chosen or default, who.pk if who else None, where.pk if where else None,
            _end_of(day) if day < today() else None,
        ),
        day,
    )  # fmt: skip


def _day(text: str) -> date:
    try:
        return max(min(date.fromisoformat(text), today()), FIRST)
    except ValueError:
        return today()


def _end_of(day: date) -> datetime:
    """Return the last moment of a day on the company's clock."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(
        microseconds=1
    )


def visible_opportunity(request: HttpRequest, pk: int) -> Opportunity:
    """Return an opportunity the user may see, else 404."""
    rows = Opportunity.objects.visible_to(current(request))
    found: Opportunity = get_object_or_404(
        rows.select_related("stage", "pipeline", "account", "owner", "next_step", "need"), pk=pk
    )
    return found


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Move an opportunity to another stage; what the stage asks for is asked on a page."""
    row = visible_opportunity(request, opportunity_id)
    person = permitted(request, "sales.write")
    given = request.POST if request.method == "POST" else request.GET
    stage = row.pipeline.stages.filter(pk=key_in(given.get("stage")) or 0).first()
    if request.method == "POST" and stage is not None:
        reason = Reason.objects.filter(pk=key_in(given.get("reason")) or 0, kind=stage.kind).first()
        try:
            moved = editing.move(
                row, version_in(request), stage, person, reason=reason.pk if reason else None
            )
        except EditedMeanwhile:
            said = _("Somebody changed this opportunity just now. Look at it again.")
            return _refused(request, row, stage, said, 409)
        except ValidationError as error:
            return _refused(request, row, stage, " ".join(error.messages), 422)
        return _moved(request, moved, stage)
    return render(request, "sales/move.html", _context(row, stage))


def _context(row: Opportunity, stage: Stage | None) -> dict[str, Any]:
    """Return what the page asks: the stage, and the reason where one is needed."""
    closing = stage is not None and stage.kind != Stage.Kind.OPEN
    return {
        "row": row, "stage": stage, "stages": row.pipeline.stages.order_by("position"),
        "reasons": Reason.objects.filter(kind=stage.kind, archived_at=None).order_by("name")
        if closing and stage else None,
        "needs_step": stage is not None and stage.needs_next_step
        and not editing.has_next_step(row),
    }  # fmt: skip


def _moved(request: HttpRequest, row: Opportunity, stage: Stage) -> HttpResponse:
    said = _("{name} is now in “{stage}”.").format(name=row, stage=stage)
    if request.accepts("text/html"):
        messages.success(request, said)
        back = request.POST.get("back", "")
        return redirect(f"{reverse('sales:board')}?{back}" if back else _page(row))
    return JsonResponse({"message": said, "version": row.version})


def _refused(
    request: HttpRequest, row: Opportunity, stage: Stage, said: str, status: int
) -> HttpResponse:
    """Say why not; a reason or a step that is missing is asked for on the page of the move."""
    where = f"{reverse('sales:move', args=[row.pk])}?stage={stage.pk}"
    if request.accepts("text/html"):
        fresh = visible_opportunity(request, row.pk)
        context = {**_context(fresh, stage), "problem": said}
        return render(request, "sales/move.html", context, status=status)
    return JsonResponse({"message": said, "page": where if status == 422 else ""}, status=status)


def _page(row: Opportunity) -> str:
    return reverse("sales:opportunity", args=[row.pk])
