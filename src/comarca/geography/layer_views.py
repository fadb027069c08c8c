"""Changing a layer: its name and source, its postal codes; deleting it; loading packs."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from comarca.base.events import record
from comarca.base.jobs import Job
from comarca.geography import packs
from comarca.geography.forms import LayerDetailsForm, PostalTableForm
from comarca.geography.models import Layer
from comarca.geography.postal_table import UnreadableTable, add_postal_codes, read_table
from comarca.geography.removal import LayerInUse, delete_layer
from comarca.team.access import permitted
from comarca.team.models import Person


def planner(request: HttpRequest) -> Person:
    """Return who is logged in if they may change areas; to anybody else, 403."""
    return permitted(request, "geography.edit")


def _layer(request: HttpRequest, layer_id: int) -> Layer:
    return get_object_or_404(Layer.objects.visible_to(planner(request)), pk=layer_id)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, layer_id: int) -> HttpResponse:
    """Change a layer's name, country and the source that must be named."""
    layer = _layer(request, layer_id)
    before = {name: getattr(layer, name) for name in LayerDetailsForm.Meta.fields}
    form = LayerDetailsForm(request.POST or None, instance=layer)
    if request.method == "POST" and form.is_valid():
        form.save()
        after = {
            name: getattr(layer, name) for name in before if getattr(layer, name) != before[name]
        }
        if after:
            record(layer, "changed", actor=planner(request),
                   before={name: before[name] for name in after}, after=after)  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("geography:layer", layer.pk)
    context = {"layer": layer, "form": form, "postal": PostalTableForm()}
    return render(request, "geography/edit.html", context)


@require_POST
def postal(request: HttpRequest, layer_id: int) -> HttpResponse:
    """Add the postal codes of an uploaded table."""
    layer = _layer(request, layer_id)
    form = PostalTableForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a table of postal codes."))
        return redirect("geography:edit", layer.pk)
    try:
        report = add_postal_codes(layer, read_table(form.cleaned_data["file"].read()))
    except UnreadableTable as error:
        messages.error(request, str(error))
        return redirect("geography:edit", layer.pk)
    record(layer, "changed", actor=planner(request), after={"postal_codes": report.added})
    said = ngettext("{n} postal code was added.", "{n} postal codes were added.", report.added)
    messages.success(request, said.format(n=report.added))
    if report.unknown_count:
        sentence = ngettext(
            "{n} area is not in the layer: {names}", "{n} areas are not in the layer: {names}",
            report.unknown_count,
        )  # fmt: skip
        messages.warning(
            request, sentence.format(n=report.unknown_count, names=", ".join(report.unknown))
        )
    job = Job.ask("geography.arrived", {"layer": layer.pk}, requested_by=planner(request))
    return redirect("ui:job", job.pk)


@require_POST
def delete(request: HttpRequest, layer_id: int) -> HttpResponse:
    """Delete a layer that no plan is made of."""
    layer = _layer(request, layer_id)
    name = layer.name
    try:
        delete_layer(layer, planner(request))
    except LayerInUse:
        messages.error(
            request, _("Plans are made of “{name}”; delete them first.").format(name=name)
        )
        return redirect("geography:layer", layer_id)
    messages.success(request, _("“{name}” was deleted.").format(name=name))
    return redirect("geography:layers")


@require_POST
def load(request: HttpRequest, country: str) -> HttpResponse:
    """Load the bundled geography of a country."""
    person = planner(request)
    if country.lower() not in packs.available():
        raise Http404
    job = Job.ask("geography.load_pack", {"country": country.lower()}, requested_by=person)
    return redirect("ui:job", job.pk)
