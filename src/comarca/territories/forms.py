"""What a person fills in to copy a plan, to have it optimised, or to put it into force."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comarca.accounts.measures import MEASURES
from comarca.base.dates import today
from comarca.geography.models import Layer
from comarca.team.models import Person
from comarca.territories.life.activation import refusal_of
from comarca.territories.models import Plan
from comarca.territories.planning.settings import (
    DEFAULT_TOLERANCE,
    LONGEST,
    USUAL,
    OptimiserSettings,
)

TEXT = {"class": "form-control"}
CHOICE = {"class": "form-select"}
TICK = {"class": "form-check-input"}


class NameForm(forms.Form):
    """The name of a plan."""

    name = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(TEXT))


class NewPlanForm(NameForm):
    """A new plan: its name and the areas it divides."""

    layer = forms.ModelChoiceField(
        Layer.objects.none(), label=_("Areas"), empty_label=None, widget=forms.Select(CHOICE)
    )

    def __init__(self, *args: Any, layers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layer"].queryset = layers  # type: ignore[attr-defined]


class ActivateForm(forms.Form):
    """The day a plan comes into force."""

    day = forms.DateField(
        label=_("In force from"),
        widget=forms.DateInput({**TEXT, "type": "date"}, format="%Y-%m-%d"),
        help_text=_("The plan in force until then ends on this day; its owners are kept."),
        localize=False,
    )

    def clean_day(self) -> Any:
        """Refuse the past: what was in force then has already been lived."""
        day = self.cleaned_data["day"]
        if reason := refusal_of(day):
            raise forms.ValidationError(reason)
        return day


class StaffForm(forms.Form):
    """Who serves a territory; in a plan in force, from which day."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Person"), widget=forms.Select(CHOICE)
    )
    day = forms.DateField(
        label=_("From"),
        widget=forms.DateInput({**TEXT, "type": "date"}, format="%Y-%m-%d"),
        help_text=_("The person until then keeps the days before; accounts follow on this day."),
        localize=False,
    )

    def __init__(self, *args: Any, people: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        if plan.effective_from is None:
            del self.fields["day"]
        else:
            self.fields["day"].initial = max(today(), plan.effective_from)


class OptimiseForm(forms.Form):
    """What must be fair, how many territories, what must stay, how much may change."""

    centres = forms.ChoiceField(
        label=_("Territories"),
        choices=[
            ("homes", _("One for each representative, around their home")),
            ("as_now", _("As many as the plan has now")),
            ("number", _("A number of my choice")),
        ],
        widget=forms.RadioSelect(TICK),
        initial="homes",
    )
    k = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=2000,
        required=False,
        widget=forms.NumberInput(TEXT),
    )
    containers = forms.ChoiceField(
        label=_("Keep territories within"),
        choices=[
            ("landmass", _("Land masses (islands keep their own)")),
            ("region", _("Regions")),
            ("none", _("No limit")),
        ],
        widget=forms.Select(CHOICE),
        initial="landmass",
    )
    keep_locked = forms.BooleanField(
        label=_("Locked units stay where they are"),
        required=False,
        initial=True,
        widget=forms.CheckboxInput(TICK),
    )
    max_moved = forms.FloatField(
        label=_("At most this share changes territory (%)"),
        min_value=0,
        max_value=100,
        required=False,
        widget=forms.NumberInput({**TEXT, "step": "any"}),
        help_text=_("Empty: as much as it takes."),
    )
    time_limit = forms.TypedChoiceField(
        label=_("Time limit"),
        choices=[(30, _("30 seconds")), (USUAL, _("2 minutes")), (LONGEST, _("10 minutes"))],
        coerce=int,
        widget=forms.Select(CHOICE),
        initial=USUAL,
        help_text=_("The search ends by itself; the limit only cuts it short on a busy machine."),
    )

    def __init__(self, *args: Any, first: str = "workload", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, measure in MEASURES.items():
            self.fields[f"use_{key}"] = forms.BooleanField(
                label=str(measure.label),
                required=False,
                initial=key == first,
                widget=forms.CheckboxInput(TICK),
            )
            self.fields[f"tolerance_{key}"] = forms.FloatField(
                label=_("Tolerance for %(measure)s (±%%)") % {"measure": measure.label},
                min_value=0.5,
                max_value=100,
                required=False,
                initial=round(DEFAULT_TOLERANCE * 100),
                widget=forms.NumberInput({**TEXT, "step": "any"}),
            )

    def measures(self) -> Iterable[tuple[forms.BoundField, forms.BoundField]]:
        """Return the tick and the tolerance of each measure, for the page."""
        return [(self[f"use_{key}"], self[f"tolerance_{key}"]) for key in MEASURES]

    def clean(self) -> dict[str, Any]:
        """Insist on one measure at least, and on a number where one is to be chosen."""
        data: dict[str, Any] = super().clean() or {}
        if not any(data.get(f"use_{key}") for key in MEASURES):
            raise forms.ValidationError(_("Choose at least one measure to balance."))
        if data.get("centres") == "number" and not data.get("k"):
            self.add_error("k", _("Say how many territories."))
        return data

    def settings(self) -> OptimiserSettings:
        """Return what the optimiser is asked."""
        data = self.cleaned_data
        share, usual = data["max_moved"], DEFAULT_TOLERANCE * 100
        return OptimiserSettings.model_validate({
            "measures": [
                {"key": key, "tolerance": (data[f"tolerance_{key}"] or usual) / 100}
                for key in MEASURES
                if data[f"use_{key}"]
            ],
            "k": data["k"] if data["centres"] == "number" else None,
            "homes": data["centres"] == "homes",
            "containers": data["containers"],
            "keep_locked": data["keep_locked"],
            "max_moved": None if share is None else share / 100,
            "time_limit": data["time_limit"],
        })  # fmt: skip
