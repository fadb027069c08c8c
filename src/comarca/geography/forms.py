"""What a person says about a layer: its name and country, and which columns are what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comarca.base.locales import countries
from comarca.geography.importing.choice import SEPARATOR, Choice, propose
from comarca.geography.importing.files import Contents
from comarca.geography.models import Layer

FILTERS = ("keep_first", "keep_second")


def country_choices() -> list[tuple[str, str]]:
    """Return the countries that areas may lie in, and none."""
    return [("", "–"), *countries()]


class LayerForm(forms.Form):
    """Name, country, filters and columns of a layer to be imported."""

    name = forms.CharField(label=_("Name of the layer"), max_length=150)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)
    code = forms.ChoiceField(label=_("Column of the id"))
    label = forms.ChoiceField(label=_("Column of the name"))
    parent = forms.ChoiceField(label=_("Column of the region above"), required=False)
    keep_first = forms.MultipleChoiceField(label=_("Only areas where"), required=False)
    keep_second = forms.MultipleChoiceField(label=_("and where"), required=False)
    measures = forms.MultipleChoiceField(
        label=_("Columns that are figures"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_postal = forms.BooleanField(
        label=_("The ids are postal codes"), required=False,
        help_text=_("Accounts are then placed by their postal code."),
    )  # fmt: skip
    attribution = forms.CharField(
        label=_("Source, as it must be named"), max_length=300, required=False
    )
    swap = forms.BooleanField(label=_("Swap longitude and latitude"), required=False)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, contents: Contents, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {**propose(contents.profiles), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.contents = contents
        columns = [(c, c) for c in contents.columns]
        self._choices("code", columns)
        self._choices("label", columns)
        self._choices("parent", [("", "–"), *columns])
        self._choices("measures", [(c, c) for c in contents.numeric])
        groups = filter_choices(contents)
        for name in FILTERS:
            self._choices(name, groups)
            self.fields[name].widget.attrs["size"] = 6

    def _choices(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def choice(self) -> Choice:
        """Return what was decided."""
        given = dict(self.cleaned_data)
        given.pop("confirmed")
        keep = [value.split(SEPARATOR, 1) for name in FILTERS for value in given.pop(name)]
        return Choice(**given, layer=self.contents.source.key, keep=[(c, v) for c, v in keep])


def filter_choices(contents: Contents) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the values that a layer can be filtered by, column by column, with their counts."""
    return [
        (
            column.name,
            [(f"{column.name}{SEPARATOR}{value}", f"{value} ({n})") for value, n in column.common],
        )
        for column in contents.profiles
        if column.common and 1 < column.distinct <= column.rows / 2
    ]


class LayerDetailsForm(forms.ModelForm[Layer]):
    """Name, country and attribution of a layer of one's own."""

    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)

    class Meta:
        model = Layer
        fields = ("name", "country", "attribution")
        widgets = {"attribution": forms.Textarea(attrs={"rows": 2})}

    def clean_name(self) -> str:
        """Leave a bundled layer its name in every language, unless somebody typed another."""
        typed, was = str(self.cleaned_data["name"]), self.initial.get("name", "")
        return was if typed == was else typed


class PostalTableForm(forms.Form):
    """A table of postal codes: one column of codes, one of areas (id or name)."""

    file = forms.FileField(
        label=_("Table of postal codes"),
        help_text=_("CSV with two columns: postal code; id or name of the area."),
    )
