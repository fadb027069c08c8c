"""Forms of the service pages: an answer, and the public form of a queue."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.activities.mail.filing import PLACE
from comarca.activities.mail.forms import CarryingForm
from comarca.base.files import StoredFile
from comarca.service.models import Case

LONGEST = 20_000
HOWS = (
    ("mail", _("E-mail to the customer")),
    ("said", _("Answered otherwise: note what was said")),
    ("heard", _("The customer said")),
    ("note", pgettext_lazy("case", "Internal note")),
)
AFTER = (Case.State.WAITING, Case.State.SOLVED, Case.State.OPEN)


class AnswerForm(CarryingForm):
    """What is said in a case, how, and what happens to it next."""

    text = forms.CharField(
        label=_("Answer"), max_length=LONGEST, widget=forms.Textarea({"rows": 6})
    )
    how = forms.ChoiceField(label=_("How"), choices=HOWS)
    then = forms.ChoiceField(
        label=_("Then"), choices=[(one.value, one.label) for one in AFTER],
        initial=Case.State.WAITING,
        help_text=_("While it waits for the customer, the clocks stand still."),
    )  # fmt: skip

    def __init__(self, case: Case, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if not case.reply_to:
            self.fields["how"].choices = HOWS[1:]  # type: ignore[attr-defined]
            return
        self.offer_files(str(_("Files of this case")), files_of(case))

    def clean(self) -> dict[str, Any]:
        """Let files go along with an e-mail only: otherwise they belong under the case's files."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("how") != "mail" and (said.get("files") or said.get("there")):
            field = "files" if said.get("files") else "there"
            self.add_error(field, _("Files go along with an e-mail only; keep them under Files."))
        return said


def files_of(case: Case) -> "QuerySet[StoredFile]":
    """Return the files of a case and its messages, the newest first."""
    mails = case.messages.filter(email__isnull=False).values("email")
    mine = Q(place="case", object_id=case.pk) | Q(place=PLACE, object_id__in=mails)
    rows = StoredFile.objects.filter(mine, kind=StoredFile.Kind.ATTACHMENT)
    return rows.order_by("-created_at", "-pk")


class PublicForm(forms.Form):
    """What anybody may ask a queue; ``website`` is a trap that no person sees."""

    name = forms.CharField(label=_("Your name"), max_length=150)
    email = forms.EmailField(label=_("Your e-mail"), max_length=254)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("How can we help?"), max_length=LONGEST, widget=forms.Textarea({"rows": 8})
    )
    website = forms.CharField(
        label=_("Leave this empty"), required=False, max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    @property
    def is_trapped(self) -> bool:
        """Return whether a machine filled in what people do not see."""
        return bool(self.data.get("website", "").strip())
