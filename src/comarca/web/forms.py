"""What an administrator types about the company."""

import json
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from comarca.base.locales import (
    countries,
    currencies,
    usual_currency,
    usual_zone,
    zones_to_choose,
)
from comarca.base.organisation import Organisation, weekdays
from comarca.geography.models import Layer
from comarca.team.forms import PASSWORD_HELP
from comarca.team.models import Person
from comarca.web import choices


class CompanyForm(forms.Form):
    """The company's own settings."""

    language = forms.ChoiceField(label=_("Language"), choices=choices.LANGUAGES)
    name = forms.CharField(label=_("Company name"), max_length=200)
    country = forms.ChoiceField(label=_("Country"), choices=countries, initial="ES")
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies, initial="EUR")
    timezone = forms.ChoiceField(
        label=_("Time zone"), choices=choices.timezones, initial="Europe/Madrid"
    )
    working_days = forms.TypedMultipleChoiceField(
        label=_("Working week"),
        choices=choices.days,
        coerce=int,
        initial=weekdays,
        widget=forms.CheckboxSelectMultiple,
    )
    hours_per_day = forms.DecimalField(
        label=_("Hours a day"), min_value=1, max_value=24, decimal_places=2, initial=8
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = (get_language() or "es")[:2]

    def company(self) -> dict[str, Any]:
        """Return the company's part of what was typed."""
        return {name: self.cleaned_data[name] for name in CompanyForm.base_fields}

    @classmethod
    def of(cls, company: Organisation) -> dict[str, Any]:
        """Return the company's settings as the form's first values."""
        values = {name: getattr(company, name) for name in cls.base_fields}
        hours = company.hours_per_day
        return {**values, "hours_per_day": int(hours) if hours == int(hours) else hours}


class SettingsForm(CompanyForm):
    """The company's settings, with what stands on its papers."""

    tax_id = forms.CharField(label=_("Tax number"), max_length=40, required=False)
    address = forms.CharField(
        label=_("Address on papers"), max_length=400, required=False,
        widget=forms.Textarea({"rows": 3}), help_text=_("As it stands on quotes."),
    )  # fmt: skip

    def company(self) -> dict[str, Any]:
        """Return what was typed."""
        return {name: self.cleaned_data[name] for name in SettingsForm.base_fields}


class SetUpForm(CompanyForm):
    """The company and its first administrator, on one page."""

    person_name = forms.CharField(label=_("Your name"), max_length=150)
    email = forms.EmailField(label=_("Your e-mail"))
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("currency", "timezone"):
            field = cast("forms.ChoiceField", self.fields[name])
            known = cast("Iterable[tuple[str, str]]", field.choices)
            field.choices = [("", _("As usual in the country")), *known]
            field.required, field.initial = False, ""
        # The browser knows which of several it is in.
        zones = json.dumps(zones_to_choose())
        self.fields["timezone"].widget.attrs["data-own-zone"] = zones
        # Whoever had one country's map loaded by the command line most likely is there.
        loaded = set(Layer.objects.exclude(country="").values_list("country", flat=True))
        if len(loaded) == 1:
            self.fields["country"].initial = loaded.pop()

    def clean(self) -> dict[str, Any]:
        """Take what is usual in the country, and judge the password against name and e-mail."""
        data = super().clean() or self.cleaned_data
        for name, usual in (("currency", usual_currency), ("timezone", usual_zone)):
            data[name] = data.get(name) or usual(data.get("country", ""))
            if not data[name] and name not in self.errors:
                self.add_error(name, _("It cannot be told from the country. Choose it."))
        person = Person(name=data.get("person_name", ""), email=data.get("email", ""))
        if "password" in data:
            try:
                validate_password(data["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data

    def administrator(self) -> dict[str, Any]:
        """Return the administrator's part of what was typed."""
        data = self.cleaned_data
        return {
            "name": data["person_name"],
            "email": data["email"],
            "password": data["password"],
            "language": data["language"],
        }
