"""The short forms of the everyday acts: log what was done, say what comes next."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.objects.formfields import DAY
from comarca.contacts.models import Contact

QUICK = [("1", _("Tomorrow")), ("7", _("In a week")), ("30", _("In a month"))]
LOGGED = [
    (Activity.Kind.CALL, _("Log a call"), "phone"),
    (Activity.Kind.NOTE, _("Note"), "note"),
    (Activity.Kind.MEETING, _("Log a meeting"), "users"),
]


def people_of(account: Account) -> list[tuple[int, str]]:
    """Return the people of an account that a form offers."""
    people = Contact.objects.filter(account=account, archived_at=None).order_by("name")
    return list(people.values_list("pk", "name")[:100])


class PeopleForm(forms.Form):
    """Who was there: the people of an account, if it has any."""

    def __init__(self, account: Account | None = None, *args: Any, **more: Any) -> None:
        """Offer the people of an account, last of all; of none, nobody."""
        super().__init__(*args, **more)
        if account is not None and (choices := people_of(account)):
            self.fields["contacts"] = forms.TypedMultipleChoiceField(
                label=_("With whom"), choices=choices, required=False, coerce=int,
                empty_value=[], widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip


class LogForm(PeopleForm):
    """What was just done: enough to save with one tap."""

    kind = forms.ChoiceField(choices=Activity.Kind.choices, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[("", "–"), *Activity.Outcome.choices], required=False
    )
    text = forms.CharField(
        label=_("Notes"), required=False, max_length=10_000, widget=forms.Textarea({"rows": 2})
    )

    def values(self) -> dict[str, Any]:
        """Return the activity that was logged; its subject is the first line of what was noted."""
        given = self.cleaned_data
        lines = given["text"].strip().splitlines()
        title = lines[0][:200] if lines else str(Activity.Kind(given["kind"]).label)
        return {**given, "title": title, "state": Activity.State.DONE}


class NextStepForm(forms.Form):
    """What comes next and when: a day by a button or from the calendar."""

    title = forms.CharField(label=_("Next step"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Activity.Kind.choices, initial=Activity.Kind.TASK, required=False
    )
    day = forms.DateField(label=_("Day"), widget=DAY, required=False)
    days = forms.IntegerField(min_value=0, max_value=3660, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a day, by a button or by its date."""
        given = super().clean() or self.cleaned_data
        if not self.errors and given.get("day") is None and given.get("days") is None:
            self.add_error("day", _now("Choose a day."))
        return given

    def values(self) -> dict[str, Any]:
        """Return the activity that is planned: due on a working day, all day."""
        given = self.cleaned_data
        kind = given["kind"] or Activity.Kind.TASK
        day = given["day"] or working_day(today() + timedelta(days=given["days"]))
        usual = _now("Get in touch again")
        return {
            "title": given["title"] or usual, "kind": kind, "at": first_moment(day),
            "is_all_day": True,
        }  # fmt: skip


def first_moment(day: date) -> datetime:
    """Return the moment at which a day begins on the company's clock."""
    return timezone.make_aware(datetime.combine(day, time.min))


def working_day(day: date) -> date:
    """Return the first day that is worked from a day on, by the company's working week."""
    from comarca.base.organisation import Organisation

    company = Organisation.current()
    worked = company.working_days if company and company.working_days else [0, 1, 2, 3, 4]
    while day.weekday() not in worked:
        day += timedelta(days=1)
    return day
