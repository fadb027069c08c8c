"""Which columns of an uploaded layer are what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comarca.geography.importing.files import Contents

CODE_HINTS = ("geoid", "code", "codigo", "código", "cod", "ine", "id", "fips", "natcode")
NAME_HINTS = ("name", "nombre", "nom", "nameunit", "label", "denominacion")
PARENT_HINTS = ("province", "provincia", "state", "region", "región", "parent", "county")


def guess(columns: Sequence[str], hints: Sequence[str]) -> str:
    """Return the column whose name fits best, else the first.

    >>> guess(["gid", "NOMBRE"], NAME_HINTS)
    'NOMBRE'
    """
    for hint in hints:
        for column in columns:
            if hint == column.lower():
                return column
    for hint in hints:
        for column in columns:
            if hint in column.lower():
                return column
    return ""


class LayerForm(forms.Form):
    """Name, country and columns of a layer to be imported."""

    name = forms.CharField(label=_("Name of the layer"), max_length=150)
    country = forms.CharField(label=_("Country (two letters)"), max_length=2, required=False)
    code = forms.ChoiceField(label=_("Column of the id"))
    label = forms.ChoiceField(label=_("Column of the name"))
    parent = forms.ChoiceField(label=_("Column of the region above"), required=False)
    measures = forms.MultipleChoiceField(
        label=_("Columns that are figures"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, contents: Contents, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(c, c) for c in contents.columns]
        for field, hints in (("code", CODE_HINTS), ("label", NAME_HINTS), ("parent", PARENT_HINTS)):
            choices = [("", "–"), *columns] if field == "parent" else columns
            self.fields[field].choices = choices  # type: ignore[attr-defined]
            self.fields[field].initial = guess(contents.columns, hints)
        self.fields["measures"].choices = [(c, c) for c in contents.numeric]  # type: ignore[attr-defined]

    def clean_country(self) -> str:
        """Write the country as its code is written."""
        return str(self.cleaned_data["country"]).upper()
