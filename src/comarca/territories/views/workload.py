"""Set what territories are balanced by: visits and hours by segment, and the year of sales."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comarca.accounts.measures import own_currency, sales_year
from comarca.accounts.models import AnnualSales
from comarca.base.events import record
from comarca.base.jobs import Job
from comarca.base.objects.keys import key_in
from comarca.base.organisation import Organisation
from comarca.base.sums import ExactSum
from comarca.team.access import permitted
from comarca.team.models import Person
from comarca.territories.workload.forms import FREQUENCIES, StandardsForm
from comarca.territories.workload.jobs import KIND
from comarca.territories.workload.segments import segments


@require_http_methods(["GET", "POST"])
def workload(request: HttpRequest) -> HttpResponse:
    """Show the segments with what they ask for; on POST, keep it, and write it into accounts."""
    person = permitted(request, "plans.create")
    act = request.POST.get("act", "")
    if act == "year":
        return _choose_year(request, person)
    if act == "classes":
        overwrite = bool(request.POST.get("overwrite"))
        job = Job.ask(KIND, {"what": "classes", "overwrite": overwrite}, person)
        return redirect("ui:job", job_id=job.pk)
    form = StandardsForm(request.POST or None, segments=segments())
    if request.method == "POST" and form.is_valid():
        form.save()
        company = Organisation.current()
        if company is not None:
            told = {"segments": [segment.name for segment in form.segments]}
            record(company, "standards_set", actor=person, after=told)
        if act == "apply":
            overwrite = form.cleaned_data["overwrite"]
            job = Job.ask(KIND, {"what": "standards", "overwrite": overwrite}, person)
            return redirect("ui:job", job_id=job.pk)
        return redirect("territories:workload")
    people = Person.objects.active().filter(role=Person.Role.REPRESENTATIVE)
    rows = AnnualSales.objects.filter(currency=own_currency()).order_by("-year").values("year")
    context = {
        "form": form,
        "frequencies": FREQUENCIES,
        "hours": sum(segment.hours for segment in form.segments),
        "capacity": sum(float(each.capacity_hours or 0) for each in people),
        "people": len(people),
        "year": str(sales_year()),
        "chosen_year": getattr(Organisation.current(), "sales_year", None),
        "years": rows.annotate(total=ExactSum("amount"), accounts=Count("account")),
        "currency": own_currency(),
    }
    return render(request, "territories/workload.html", context)


def _choose_year(request: HttpRequest, person: Person) -> HttpResponse:
    """Keep the year whose sales count; empty: the last one with sales."""
    company = Organisation.current()
    text = request.POST.get("year", "")
    year = key_in(text) if len(text) <= 4 else None
    if company is not None and company.sales_year != year:
        before = {"sales_year": company.sales_year}
        company.sales_year = year
        company.save(update_fields=["sales_year"])
        record(company, "changed", actor=person, before=before, after={"sales_year": year})
        messages.success(request, _("Saved."))
    return redirect("territories:workload")
