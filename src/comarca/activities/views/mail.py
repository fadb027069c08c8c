"""E-mail on pages: the box to be sorted, one message, writing to a customer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comarca.accounts.access import visible_account
from comarca.accounts.models import Account
from comarca.activities.mail import filing, writing
from comarca.activities.mail.actions import IGNORED
from comarca.activities.mail.forms import ComposeForm, SortForm
from comarca.activities.models import Email, MailTemplate
from comarca.base.events import record
from comarca.base.files import FileRefused, StoredFile
from comarca.base.objects import find
from comarca.base.objects.keys import key_in
from comarca.contacts.models import Contact
from comarca.team.access import current, permitted

SHOWN = 50


def visible_email(request: HttpRequest, email_id: int) -> Email:
    """Return a message the user may see, else 404."""
    rows = Email.objects.visible_to(current(request))
    found: Email = get_object_or_404(
        rows.select_related("activity__account", "contact", "mailbox"), pk=email_id
    )
    return found


@require_http_methods(["GET", "POST"])
def compose(request: HttpRequest, account_id: int) -> HttpResponse:
    """Write to a customer; a template fills in subject and text in the customer's language."""
    person = permitted(request, "activities.write")
    account = visible_account(request, account_id)
    answers = _answered(request, account)
    form = ComposeForm(
        account, request.POST or None, request.FILES or None,
        initial=_begun(request, account, answers),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        contact, address = form.chosen(form.cleaned_data["to"])
        try:
            email = writing.send(
                person, account, [address], form.cleaned_data["subject"],
                form.cleaned_data["text"], contact=contact, answers=answers,
                carried=form.carried(),
            )  # fmt: skip
        except FileRefused as refused:
            form.add_error("files", f"{refused} {_('Choose the files again.')}")
        except (writing.MayNotWrite, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, _("The e-mail is on its way."))
            assert email.activity_id  # noqa: S101
            return redirect("activities:follow_up", activity_id=email.activity_id)
    names = MailTemplate.objects.filter(archived_at=None).order_by("name")
    context = {
        "account": account,
        "form": form,
        "answers": answers,
        "templates": sorted(set(names.values_list("name", flat=True)[:500])),
    }
    return render(request, "activities/compose.html", context)


def _answered(request: HttpRequest, account: Account) -> Email | None:
    """Return the message that is answered, if it is one on this account."""
    said = key_in(request.GET.get("answers", ""))
    if said is None:
        return None
    rows = Email.objects.visible_to(current(request)).filter(activity__account=account)
    return rows.filter(pk=said).first()


def _begun(request: HttpRequest, account: Account, answers: Email | None) -> dict[str, str]:
    """Return what the form begins with: the template that is asked for, or the answer's subject."""
    said = request.GET.get("to", "")
    contact = None
    if (number := key_in(said)) is not None:
        contact = Contact.objects.filter(account=account, pk=number).first()
    elif answers is not None:
        contact = answers.contact
    begun = {"to": str(contact.pk) if contact else said}
    if answers is not None:
        begun["subject"] = f"Re: {answers.subject.removeprefix('Re: ')}"[:200]
    template = writing.template_for(request.GET.get("template", ""), contact)
    if template is not None:
        person = current(request)
        for key, text in (("subject", template.subject), ("text", template.text)):
            begun[key] = writing.filled(text, account, contact, person)
    return begun


@require_GET
@never_cache
def box(request: HttpRequest) -> HttpResponse:
    """Show the messages that nobody could put on an account for certain."""
    person = permitted(request, "activities.write")
    rows = Email.objects.visible_to(person).to_be_sorted().order_by("-at", "-pk")
    context = {"emails": rows.select_related("mailbox")[:SHOWN], "count": rows[:1000].count()}
    return render(request, "activities/mail_box.html", context)


@require_GET
def detail(request: HttpRequest, email_id: int) -> HttpResponse:
    """Show a message; its HTML was made safe when it came."""
    email, person = visible_email(request, email_id), current(request)
    suggested = filing.suggestion(email) if email.activity is None else None
    if suggested and not Account.objects.visible_to(person).filter(pk=suggested.pk).exists():
        suggested = None
    initial = {"account": suggested.pk} if suggested else {}
    context = {
        "email": email,
        "files": StoredFile.objects.of(filing.PLACE, email.pk),
        "may_write": person.may("activities.write"),
        "sort_form": SortForm(person, initial=initial),
        "suggested": suggested,
        "thread": Email.objects.visible_to(person).filter(thread=email.thread)
        .exclude(pk=email.pk).order_by("-at")[:20],
    }  # fmt: skip
    return render(request, "activities/mail.html", context)


@require_POST
def sort(request: HttpRequest, email_id: int) -> HttpResponse:
    """Put a message on the account that somebody says it belongs to."""
    email = visible_email(request, email_id)
    person = permitted(request, "activities.write")
    form = SortForm(person, request.POST)
    if email.activity is not None:
        messages.error(request, _("This e-mail is on an account already."))
    elif not form.is_valid():
        messages.error(request, " ".join(str(one) for one in form.errors["account"]))
    else:
        account = find("account").visible_to(person).get(pk=form.cleaned_data["account"])
        address = email.recipients[0] if email.is_outgoing and email.recipients else email.sender
        people = Contact.objects.filter(account=account, archived_at=None)
        contact = people.filter(email__iexact=address).first()
        filing.file_on(email, account, contact, person)
        messages.success(request, _("The e-mail is on %(name)s.") % {"name": account})
    return redirect("activities:mail", email_id=email.pk)


@require_POST
def ignore(request: HttpRequest, email_id: int) -> HttpResponse:
    """Leave a message out of the box; it stays in its mailbox."""
    email = visible_email(request, email_id)
    person = permitted(request, "activities.write")
    if email.activity is None:
        Email.objects.filter(pk=email.pk).update(state=Email.State.IGNORED)
        record(email, IGNORED, actor=person)
    return redirect("activities:mail_box")


@require_POST
def task(request: HttpRequest, email_id: int) -> HttpResponse:
    """Make a task of a message, in one click."""
    email = visible_email(request, email_id)
    person = permitted(request, "activities.write")
    if email.activity is None:
        messages.error(request, _("Put the e-mail on an account first."))
        return redirect("activities:mail", email_id=email.pk)
    try:
        made = filing.to_task(email, person)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("activities:mail", email_id=email.pk)
    messages.success(request, _("The task is planned."))
    return redirect("activities:detail", activity_id=made.pk)
