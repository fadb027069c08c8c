"""The mailboxes that Comarca reads: for administrators."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from comarca.activities.crypt import lock
from comarca.activities.jobs import CHECK
from comarca.activities.models import Mailbox
from comarca.base.events import record
from comarca.base.jobs import Job
from comarca.team.access import permitted
from comarca.team.models import Person


class MailboxForm(forms.ModelForm[Mailbox]):
    """A mailbox; without a password, the one that is kept stays."""

    password = forms.CharField(
        label=gettext_lazy("Password"), required=False, widget=forms.PasswordInput,
        help_text=gettext_lazy("Kept encrypted; empty: as it is."),
    )  # fmt: skip
    person = forms.ModelChoiceField(
        label=gettext_lazy("whose"), queryset=Person.objects.none(), required=False,
        help_text=gettext_lazy("Empty: the whole company's."),
    )  # fmt: skip

    class Meta:
        model = Mailbox
        fields = ("name", "address", "person", "host", "port", "is_encrypted", "username",
                  "password", "folder", "is_active")  # fmt: skip

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["person"].queryset = Person.objects.active().order_by("name")  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Show the mailboxes, and add one."""
    permitted(request, "settings.edit")
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@never_cache
def edit(request: HttpRequest, mailbox_id: int) -> HttpResponse:
    """Change a mailbox."""
    permitted(request, "settings.edit")
    return _edit(request, get_object_or_404(Mailbox, pk=mailbox_id))


@require_POST
def remove(request: HttpRequest, mailbox_id: int) -> HttpResponse:
    """Read a mailbox no more; what was read of it stays."""
    person = permitted(request, "settings.edit")
    box = get_object_or_404(Mailbox, pk=mailbox_id)
    record(box, "deleted", actor=person, before={"name": box.name, "address": box.address})
    box.delete()
    return redirect("activities:mailboxes")


def _edit(request: HttpRequest, box: Mailbox | None) -> HttpResponse:
    person = permitted(request, "settings.edit")
    form = MailboxForm(request.POST or None, instance=box)
    if request.method == "POST" and form.is_valid():
        kept = form.save(commit=False)
        if form.cleaned_data["password"]:
            kept.secret = lock(form.cleaned_data["password"])
        kept.save()
        told = [key for key in form.changed_data if key != "password"]
        record(
            kept, "changed" if box else "created", actor=person,
            before={key: form.initial[key] for key in told} if box else {},
            after={key: kept.serializable_value(key) for key in told},
        )  # fmt: skip
        Job.ask(CHECK, {"mailbox": kept.pk}, person)
        messages.success(request, _("The mailbox is being read."))
        return redirect("activities:mailboxes")
    context = {"form": form, "box": box, "boxes": Mailbox.objects.order_by("name")}
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/mailboxes.html", context, status=status)
