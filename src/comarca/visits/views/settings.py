"""The usual day of visits on one page: hours, lunch, lengths, what may be noted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comarca.base.events import record
from comarca.team.access import permitted
from comarca.visits.models import VisitSettings

FIELDS = (
    "day_starts", "day_ends", "lunch_from", "lunch_to", "lunch_minutes", "visit_minutes",
    "punctual_minutes", "keeps_places",
)  # fmt: skip


class SettingsForm(forms.ModelForm[VisitSettings]):
    """The usual day; its times must follow each other."""

    class Meta:
        model = VisitSettings
        fields = FIELDS
        widgets = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M") for name in FIELDS[:4]
        }

    def clean(self) -> dict[str, Any]:
        """Hold the times to their order, and lunch to its span."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        if given["day_ends"] <= given["day_starts"]:
            self.add_error("day_ends", _("The day must end after it begins."))
        span = _minutes(given["lunch_to"]) - _minutes(given["lunch_from"])
        if given["lunch_minutes"] and span < given["lunch_minutes"]:
            self.add_error("lunch_minutes", _("Lunch does not fit between these two times."))
        return given


def _minutes(moment: Any) -> int:
    return int(moment.hour) * 60 + int(moment.minute)


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Show and change the usual day."""
    person = permitted(request, "settings.edit")
    stored = VisitSettings.current()
    before = {name: getattr(stored, name) for name in FIELDS}
    form = SettingsForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        changed = [name for name in FIELDS if before[name] != getattr(made, name)]
        if changed:
            record(made, "changed", actor=person, before={n: before[n] for n in changed},
                   after={n: getattr(made, n) for n in changed})  # fmt: skip
        messages.success(
            request, _("The hours of visits are saved. The next proposal keeps to them.")
        )
        return redirect("visits:settings")
    return render(request, "visits/settings.html", {"form": form})
