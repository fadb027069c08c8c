"""The forms of quotes: what a version says, its lines, and what a customer answers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comarca.base.dates import today
from comarca.base.objects import find
from comarca.base.objects.formfields import DAY, RelationField
from comarca.sales.quotes.editing import Head, Row

SPARE_LINES = 3


class HeadForm(forms.Form):
    """What a version says beside its lines."""

    valid_until = forms.DateField(label=_("valid until"), widget=DAY)
    months = forms.IntegerField(
        label=_("term in months"), min_value=1, max_value=240, required=False
    )
    terms = forms.CharField(
        label=_("terms"), required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean_valid_until(self) -> date:
        """Refuse a day that is over: nobody could accept the quote."""
        day: date = self.cleaned_data["valid_until"]
        if day < today():
            raise forms.ValidationError(_("This day is over."))
        return day

    def head(self) -> Head:
        """Return what was said."""
        return Head(**self.cleaned_data)


class LineForm(forms.Form):
    """One line of a quote; without a product it is left out."""

    quantity = forms.DecimalField(
        label=_("quantity"), min_value=Decimal("0.001"), max_digits=12, decimal_places=3,
        required=False, localize=True,
    )  # fmt: skip
    discount = forms.DecimalField(
        label=_("discount"), min_value=0, max_value=100, max_digits=5, decimal_places=2,
        required=False, localize=True,
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"] = RelationField(
            find("product"), user, label=_("product"), required=False
        )
        self.order_fields(["product", "quantity", "discount"])

    def row(self) -> Row | None:
        """Return the line, or None where it has no product."""
        said: Mapping[str, Any] = self.cleaned_data
        if not said.get("product"):
            return None
        return Row(
            said["product"], said.get("quantity") or Decimal(1), said.get("discount") or Decimal(0)
        )


LineForms = forms.formset_factory(LineForm, extra=SPARE_LINES, max_num=200, absolute_max=220)


class AnswerForm(forms.Form):
    """What a customer answers: their name, and what they want to say."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    text = forms.CharField(
        label=_("Message"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    agree = forms.BooleanField(label=_("I accept the quote and its terms"), required=False)
