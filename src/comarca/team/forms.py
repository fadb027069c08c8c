"""What people type: themselves, their colleagues, their passwords."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comarca.team.homes import HomeNotFound, find_home
from comarca.team.models import Person
from comarca.team.reporting import (
    LastAdministrator,
    ReportingCycle,
    check_administrators,
    check_manager,
)
from comarca.team.stand_in import stand_in


class PersonForm(forms.ModelForm[Person]):
    """One person of the company, as an administrator sees them."""

    home_place = forms.CharField(
        label=_("home town"),
        required=False,
        max_length=150,
        help_text=_(
            "The town, with its province where several share the name:"
            " Toledo, or Mieres (Asturias)."
        ),
    )

    class Meta:
        model = Person
        fields = ("name", "email", "role", "manager", "home_place", "capacity_hours", "is_active")
        help_texts = {
            "email": _("Without it this person cannot log in."),
            "manager": _("Their manager can see everything they can see."),
            "capacity_hours": _(
                "Hours of field work this person does in a year. Leave empty for the usual amount."
            ),
            "is_active": _("People who have left keep their history but cannot log in."),
        }

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Person.objects.active().exclude(pk=self.instance.pk)
        self.fields["manager"].queryset = choices  # type: ignore[attr-defined]
        self.fields["email"].required = False
        self.initial["email"] = self.instance.address if self.instance.pk else ""
        if self.instance.pk is None:
            del self.fields["is_active"]
        elif self.instance.pk == actor.pk:
            for name in ("role", "is_active"):
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Only another administrator can change this.")

    def clean_email(self) -> str:
        """Keep e-mails in small letters and once each; who has none gets a stand-in."""
        email: str = self.cleaned_data["email"].lower()
        if not email:
            return self._without_email()
        if Person.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(gettext("Somebody already uses this e-mail address."))
        return email

    def _without_email(self) -> str:
        """Return the stand-in; an address by which somebody logs in is not taken away."""
        if self.instance.pk is None:
            return stand_in(self.cleaned_data.get("name", ""))
        if self.instance.address:
            raise forms.ValidationError(gettext("Write the address this person logs in with."))
        return self.instance.email

    def clean_manager(self) -> Person | None:
        """Refuse a circular reporting line."""
        manager: Person | None = self.cleaned_data["manager"]
        try:
            check_manager(self.instance, manager)
        except ReportingCycle as error:
            raise forms.ValidationError(str(error)) from error
        return manager

    def clean(self) -> dict[str, Any]:
        """Find the home town and keep at least one administrator."""
        data = super().clean() or self.cleaned_data
        self._find_home(data)
        role = data.get("role", self.initial.get("role"))
        try:
            if self.instance.pk and role:
                stored = Person.objects.get(pk=self.instance.pk)
                check_administrators(stored, role=role, is_active=data.get("is_active", True))
        except LastAdministrator as error:
            self.add_error("role", str(error))
        return data

    def _find_home(self, data: dict[str, Any]) -> None:
        place = data.get("home_place", "")
        if place == self.initial.get("home_place") and self.initial.get("home_place"):
            return
        try:
            home = find_home(place)
        except HomeNotFound as error:
            self.add_error("home_place", str(error))
            return
        data["home_lon"], data["home_lat"] = (home.lon, home.lat) if home else (None, None)
        data["home_place"] = home.place if home else place

    def values(self) -> dict[str, Any]:
        """Return what to write to the person."""
        return dict(self.cleaned_data)


class PasswordForm(forms.Form):
    """A new password, typed once and visible on demand; judged before it is taken."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """Refuse what is short, common or like the person's name."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password


class PasswordChangeForm(PasswordForm):
    """The old password and the new one."""

    old = forms.CharField(
        label=_("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "password")

    def clean_old(self) -> str:
        """Make sure that it is the person who asks."""
        old: str = self.cleaned_data["old"]
        if not self.person.check_password(old):
            raise forms.ValidationError(gettext("That is not your current password."))
        return old
