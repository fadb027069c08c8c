"""What people type: themselves, their colleagues, their passwords."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comarca.base.objects import find
from comarca.base.objects.forms import ObjectForm
from comarca.team.homes import HomeNotFound, home_of
from comarca.team.models import Person
from comarca.team.reporting import (
    LastAdministrator,
    ReportingCycle,
    check_administrators,
    check_manager,
)
from comarca.team.stand_in import stand_in


class PersonForm(ObjectForm):
    """One person, as an administrator sees them: the described form with the team's rules."""

    def __init__(self, data: Any = None, *, actor: Person, row: Person | None = None) -> None:
        kind = find("person")
        keys = [one.key for one in kind.fields if row is not None or one.key != "is_active"]
        super().__init__(kind, actor, data, row=row, only=keys)
        self.fields["email"].required = False
        if row is not None and row.pk == actor.pk:
            for name in ("role", "is_active"):
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Only another administrator can change this.")

    def clean_email(self) -> str:
        """Keep e-mails in small letters and once each; who has none gets a stand-in."""
        email: str = self.cleaned_data["email"].lower()
        if not email:
            return self._without_email()
        others = Person.objects.exclude(pk=self.row.pk if self.row else None)
        if others.filter(email__iexact=email).exists():
            raise forms.ValidationError(gettext("Somebody already uses this e-mail address."))
        return email

    def _without_email(self) -> str:
        """Return the stand-in; an address by which somebody logs in is not taken away."""
        if self.row is None:
            return stand_in(self.cleaned_data.get("name", ""))
        if self.row.address:
            raise forms.ValidationError(gettext("Write the address this person logs in with."))
        held: str = self.row.email
        return held

    def clean_manager(self) -> int | None:
        """Refuse a circular reporting line."""
        manager: int | None = self.cleaned_data["manager"]
        try:
            check_manager(self.row or Person(), Person.objects.filter(pk=manager).first())
        except ReportingCycle as error:
            raise forms.ValidationError(str(error)) from error
        return manager

    def clean(self) -> dict[str, Any]:
        """Find the home town and keep at least one administrator."""
        values = super().clean()
        if self.row is None or values.get("home_place", "") != self.row.home_place:
            try:
                values |= home_of(str(values.get("home_place") or ""))
            except HomeNotFound as error:
                self.add_error("home_place", str(error))
        role = values.get("role")
        try:
            if self.row is not None and role:
                check_administrators(self.row, role=role, is_active=values.get("is_active", True))
        except LastAdministrator as error:
            self.add_error("role", str(error))
        return values


# What ``AUTH_PASSWORD_VALIDATORS`` ask for, in one sentence.
PASSWORD_HELP = _("At least 10 characters; not your name, and no password that many people use.")


class PasswordForm(forms.Form):
    """A new password, typed once and visible on demand; judged before it is taken."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PASSWORD_HELP,
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
