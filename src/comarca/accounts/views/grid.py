"""Ask for a grid of hexagons over the accounts."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comarca.accounts.models import Site
from comarca.base.jobs import Job
from comarca.team.access import permitted

SIZES = {4: "1 770 km²", 5: "253 km²", 6: "36 km²", 7: "5 km²", 8: "0,7 km²"}


class GridForm(forms.Form):
    """How fine the grid is."""

    name = forms.CharField(label=_("Name of the layer"), max_length=150)
    resolution = forms.TypedChoiceField(
        label=_("Size of a cell"), choices=list(SIZES.items()), coerce=int, initial=6
    )


@require_http_methods(["GET", "POST"])
def grid(request: HttpRequest) -> HttpResponse:
    """Choose the size of the cells, then start."""
    person = permitted(request, "geography.edit")
    form = GridForm(request.POST or None, initial={"name": _("Grid")})
    if request.method == "POST" and form.is_valid():
        job = Job.ask("accounts.grid", form.cleaned_data, requested_by=person)
        return redirect("ui:job", job_id=job.pk)
    count = Site.objects.filter(is_main=True, lon__isnull=False).count()
    return render(request, "accounts/grid.html", {"form": form, "count": count})
