"""Plan against done, by person, class or territory."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comarca.base.dates import today
from comarca.team.access import permitted
from comarca.visits.results import GROUPS, results, total
from comarca.visits.views.asked import asked, asked_day

BACK = timedelta(days=28)
LABELS = {
    "person": gettext_lazy("Person"), "class": gettext_lazy("Class"),
    "territory": gettext_lazy("Territory"),
}  # fmt: skip


@require_GET
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """Show what was planned and made in a span of days."""
    person = permitted(request, "records.read")
    group = asked(request, "by")
    group = group if group in GROUPS else GROUPS[0]
    last = min(asked_day(request, "until"), today())
    since = asked_day(request, "since") if asked(request, "since") else last - BACK
    lines = results(person, group, since, last + timedelta(days=1))
    context = {
        "lines": lines, "total": total(lines, _("All")), "by": group, "label": LABELS[group],
        "groups": LABELS.items(), "since": since, "until": last,
    }  # fmt: skip
    return render(request, "visits/results.html", context)
