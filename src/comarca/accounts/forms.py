"""What a person may write about an account and where it is."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account, Site


class AccountForm(forms.ModelForm[Account]):
    """The account's own fields."""

    class Meta:
        model = Account
        fields: ClassVar[list[str]] = [
            "name", "code", "status", "segment", "tax_id", "phone", "email", "website",
            "visits_per_year", "workload_hours", "potential", "notes",
        ]  # fmt: skip
        localized_fields = ("visits_per_year", "workload_hours", "potential")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notes"].widget.attrs["rows"] = 3

    def clean_code(self) -> str:
        """Refuse a code that another account bears."""
        code: str = self.cleaned_data["code"]
        if code and Account.objects.filter(code=code).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another account has this code; choose another one."))
        return code


class SiteForm(forms.ModelForm[Site]):
    """Where the account is."""

    class Meta:
        model = Site
        fields: ClassVar[list[str]] = [
            "address", "postal_code", "place", "province", "country", "lon", "lat",
        ]  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {"lon": _("Longitude"), "lat": _("Latitude")}

    lon = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180, localize=True
    )
    lat = forms.FloatField(
        label=_("Latitude"), required=False, min_value=-90, max_value=90, localize=True
    )

    def clean(self) -> dict[str, Any]:
        """Ask for both coordinates or none."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if (values.get("lon") is None) != (values.get("lat") is None):
            raise forms.ValidationError(_("Give both longitude and latitude, or neither."))
        return values
