"""The forms of e-mail: a message to a customer, the account that a message belongs to."""

from django import forms
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account
from comarca.activities.mail.carrying import LARGEST, MOST, OFFERED, Carried, offered
from comarca.base.files import StoredFile
from comarca.base.files.limits import MB
from comarca.base.objects import find
from comarca.base.objects.formfields import RelationField
from comarca.contacts.models import Contact
from comarca.team.models import Person
from comarca.ui.files_field import FilesField


class CarryingForm(forms.Form):
    """A form whose message takes files along: those that are there already, and new ones."""

    def offer_files(self, label: str, rows: "QuerySet[StoredFile]") -> None:
        """Offer what is there, the first few of it, and a place for new files."""
        self.there = {str(one.pk): one for one in rows[:OFFERED]}
        if self.there:
            self.fields["there"] = forms.MultipleChoiceField(
                label=label, required=False,
                choices=[(key, f"{one.name} ({filesizeformat(one.size)})")
                         for key, one in self.there.items()],
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        self.fields["files"] = FilesField(
            label=_("Files to send along"), required=False,
            help_text=_("At most %(most)d, together %(size)d MB.")
            % {"most": MOST, "size": LARGEST // MB},
        )  # fmt: skip

    def carried(self) -> Carried:
        """Return the files that are sent along."""
        chosen = [self.there[key] for key in self.cleaned_data.get("there", [])]
        return Carried(self.cleaned_data.get("files", ()), chosen)


class ComposeForm(CarryingForm):
    """A message to a customer: to a contact, or to the account's own address."""

    to = forms.ChoiceField(label=_("To"))
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("Text"), max_length=50_000, widget=forms.Textarea({"rows": 12}))

    def __init__(self, account: Account, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.account = account
        people = Contact.objects.filter(account=account, archived_at=None).exclude(email="")
        self.people = {str(one.pk): one for one in people.order_by("name")[:200]}
        choices = [(key, f"{one.name} <{one.email}>") for key, one in self.people.items()]
        if account.email:
            choices.append(("account", f"{account.name} <{account.email}>"))
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        self.offer_files(str(_("Files of this account")), offered(account))

    def chosen(self, key: str) -> tuple[Contact | None, str]:
        """Return whom a choice means, and the address."""
        contact = self.people.get(key)
        return contact, contact.email if contact else self.account.email


class SortForm(forms.Form):
    """The account that a message belongs to."""

    def __init__(self, user: Person, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["account"] = RelationField(
            find("account"), user, label=_("Account"), required=True
        )
