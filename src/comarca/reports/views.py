"""Reports: the list of them, the builder with its result, files, saving, and letters."""

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.base.events import record
from comarca.base.events.actions import EXPORTED
from comarca.base.objects.keys import key_in
from comarca.reports import forms, ready
from comarca.reports.definition import Definition, read
from comarca.reports.letters import next_time
from comarca.reports.models import Report, Subscription
from comarca.reports.table import Table, table_of
from comarca.reports.working_out import work_out
from comarca.team.access import permitted
from comarca.team.models import Person
from comarca.ui.spreadsheets import as_csv, as_xlsx

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT = "report"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the reports: saved ones, and those that are there from the start."""
    person = permitted(request, "records.read")
    sections: dict[str, list[Any]] = {}
    for one in ready.ready_reports():
        sections.setdefault(str(one.section), []).append(one)
    saved_ones = Report.objects.visible_to(person).select_related("owner")
    mine = Subscription.objects.filter(person=person).values_list("report", "rhythm")
    context = {"saved": saved_ones, "sections": sections.items(), "mine": dict(mine)}
    return render(request, "reports/index.html", context)


@require_GET
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """Build a report and show what it says."""
    person = permitted(request, "records.read")
    definition = read(request.GET, person)
    if definition is not None and definition.asked.typed:
        return redirect(f"?{_with_report(definition, request)}")
    context: dict[str, Any] = {
        "definition": definition,
        "report": _report(request, person),
        "ready": ready.named(request.META["QUERY_STRING"]),
        "sharing": Report.Shared.choices,
        "rhythms": Subscription.Rhythm.choices,
        **forms.choices(definition, person, request.GET.get("add", "")),
    }
    if definition is not None:
        worked = work_out(definition, person)
        table = table_of(worked)
        context |= {
            "table": table, "worked": worked, "query": definition.query,
            "chart": json.dumps(chart_of(definition, table)),
            "sub": Subscription.objects.filter(person=person, report=context["report"]).first(),
        }  # fmt: skip
    return render(request, "reports/show.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Hand a report out as a file, and write down who took it."""
    person = permitted(request, "records.read")
    definition = read(request.GET, person)
    if definition is None:
        raise Http404
    head, *rows = table_of(work_out(definition, person)).rows()
    name = definition.object_type.heading
    is_sheet = request.GET.get("as") == "xlsx"
    taken = {"list": name, "query": definition.query, "format": "xlsx" if is_sheet else "csv"}
    record(person, EXPORTED, actor=person, after=taken)
    if is_sheet:
        answer = HttpResponse(as_xlsx(head, rows, name), content_type=SHEET)
    else:
        answer = HttpResponse("".join(as_csv(head, rows)), content_type="text/csv; charset=utf-8")
    suffix = "xlsx" if is_sheet else "csv"
    answer["Content-Disposition"] = f'attachment; filename="report.{suffix}"'
    return answer


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep a report under a name; one's own of that name is replaced."""
    person = permitted(request, "records.read")
    name, shared = request.POST.get("name", "").strip()[:80], request.POST.get("shared", "me")
    definition = read(QueryDict(request.POST.get("query", "")), person)
    if definition is None or not name:
        messages.error(request, _("Give the report a name."))
        return redirect("reports:index")
    if shared not in Report.Shared.values or (
        shared == Report.Shared.EVERYBODY and not person.may("settings.edit")
    ):
        shared = Report.Shared.ME
    row, is_new = Report.objects.update_or_create(
        owner=person, name=name, defaults={"query": definition.query, "shared": shared}
    )
    record(row, "created" if is_new else "changed", actor=person,
           after={"query": definition.query, "shared": shared})  # fmt: skip
    messages.success(request, _("Saved."))
    return redirect("reports:saved", report_id=row.pk)


@require_GET
def saved(request: HttpRequest, report_id: int) -> HttpResponse:
    """Open a saved report."""
    person = permitted(request, "records.read")
    row = get_object_or_404(Report.objects.visible_to(person), pk=report_id)
    return redirect(f"{reverse('reports:show')}?{row.query}&{KEPT}={row.pk}")


@require_POST
def delete(request: HttpRequest, report_id: int) -> HttpResponse:
    """Forget a report of one's own, and its letters."""
    person = permitted(request, "records.read")
    row = get_object_or_404(Report.objects.visible_to(person), pk=report_id, owner=person)
    record(row, "deleted", actor=person, before={"name": row.name, "query": row.query})
    row.delete()
    return redirect("reports:index")


@require_POST
def subscribe(request: HttpRequest, report_id: int) -> HttpResponse:
    """Get a report by e-mail on a rhythm, or no more."""
    person = permitted(request, "records.read")
    row = get_object_or_404(Report.objects.visible_to(person), pk=report_id)
    rhythm = request.POST.get("rhythm", "")
    Subscription.objects.filter(report=row, person=person).delete()
    if rhythm in Subscription.Rhythm.values:
        Subscription.objects.create(
            report=row, person=person, rhythm=rhythm, next_at=next_time(rhythm)
        )
    record(row, "changed", actor=person, after={"rhythm": rhythm})
    messages.success(request, _("Saved."))
    return redirect("reports:saved", report_id=row.pk)


def chart_of(definition: Definition, table: Table) -> dict[str, Any]:
    """Return what the chart draws: the lines of the table, a series for each column."""
    series = [
        {"name": name, "values": [line.cells[at].value for line in table.lines]}
        for at, name in enumerate(table.columns)
    ] or [{"name": table.unit, "values": [line.total.value for line in table.lines]}]
    if table.total is not None and table.total.before is not None:
        earlier = [line.before.value if line.before else None for line in table.lines]
        series.append({"name": _("Before"), "values": earlier})
    labels = [line.label for line in table.lines]
    return {"kind": definition.chart, "labels": labels, "series": series, "unit": table.unit}


def _report(request: HttpRequest, person: Person) -> Report | None:
    """Return the saved report that is open."""
    said = key_in(request.GET.get(KEPT, ""))
    if said is None:
        return None
    return Report.objects.visible_to(person).filter(pk=said).first()


def _with_report(definition: Definition, request: HttpRequest) -> str:
    """Return a tidied address that keeps which saved report is open, and what is added to it."""
    extra = [(key, request.GET[key]) for key in (KEPT, "add") if request.GET.get(key)]
    return urlencode([*definition.pairs, *extra])
