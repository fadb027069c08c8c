"""Writes to customers: by a template in their language, through the mail server."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.accounts.models import Account
from comarca.activities.mail.actions import FAILED, SENT
from comarca.activities.mail.carrying import Carried, parts, take_along
from comarca.activities.mail.filing import file_on
from comarca.activities.models import Email, Mailbox, MailTemplate
from comarca.base.events import record
from comarca.base.files import FileRefused
from comarca.base.jobs import Job
from comarca.base.organisation import Organisation
from comarca.contacts.models import Contact
from comarca.contacts.privacy.reach import may_reach
from comarca.team.models import Person

SEND = "activities.send_mail"
CHANNEL = "email"


class MayNotWrite(Exception):
    """The customer does not want to be written to; the sentence says so."""


def language_of(contact: Contact | None) -> str:
    """Return the language to write in: the contact's own, else the company's."""
    if contact is not None and contact.language:
        return contact.language
    company = Organisation.current()
    return company.language if company else settings.LANGUAGE_CODE


def template_for(name: str, contact: Contact | None) -> MailTemplate | None:
    """Return a template in the customer's language; else in the company's, else in any."""
    rows = {row.language: row for row in MailTemplate.objects.filter(name=name, archived_at=None)}
    for language in (language_of(contact), language_of(contact)[:2], language_of(None)):
        if language in rows:
            return rows[language]
    return next(iter(rows.values()), None)


def filled(text: str, account: Account, contact: Contact | None, person: Person) -> str:
    """Return a template with the names in their places; any other brackets stay as they are."""
    names = {"{contact}": contact.name if contact else "", "{account}": account.name,
             "{me}": person.name}  # fmt: skip
    for mark, name in names.items():
        text = text.replace(mark, name)
    return text


@transaction.atomic
def send(
    person: Person, account: Account, to: Sequence[str], subject: str, text: str,
    *, contact: Contact | None = None, answers: Email | None = None,
    carried: Carried | None = None,
) -> Email:  # fmt: skip
    """Put a message on the timeline, with its files, and ask the worker to send it.

    Raises
    ------
    MayNotWrite
        If the contact has opted out.
    FileRefused
        If a file cannot be taken along; the sentence names it.
    """
    if contact is not None and not may_reach(contact, CHANNEL):
        raise MayNotWrite(_("%(name)s does not want e-mails.") % {"name": contact.name})
    message_id = new_id()
    email = Email.objects.create(
        message_id=message_id, in_reply_to=answers.message_id if answers else "",
        thread=answers.thread if answers else message_id, is_outgoing=True,
        sender=person.email, sender_name=person.name, recipients=list(to),
        subject=" ".join(subject.split())[:300], text=text, at=timezone.now(), author=person,
    )  # fmt: skip
    if carried is not None:
        take_along(email, carried, person)
    file_on(email, account, contact, person)
    email.state = Email.State.QUEUED
    email.save(update_fields=["state"])
    transaction.on_commit(lambda: Job.ask(SEND, {"email": email.pk}, person))
    return email


def deliver(email: Email) -> bool:
    """Hand a message to the mail server; return whether it took it. Nothing is sent twice."""
    mine = Email.objects.filter(pk=email.pk, state=Email.State.QUEUED)
    if not mine.exists():
        return False
    if email.contact is not None and not may_reach(email.contact, CHANNEL):
        return _failed(email, _("%(name)s does not want e-mails.") % {"name": email.contact.name})
    if not settings.EMAIL_HOST:
        return _failed(email, _("No mail server is set up (COMARCA_SMTP)."))
    try:
        _message(email).send()
    except (OSError, FileRefused) as error:  # smtplib's errors are OSErrors
        return _failed(email, str(error)[:300])
    mine.update(state=Email.State.SENT, problem="")
    record(email.activity or email, SENT, actor=email.author)
    return True


def _failed(email: Email, why: str) -> bool:
    Email.objects.filter(pk=email.pk).update(state=Email.State.FAILED, problem=why)
    record(email.activity or email, FAILED, actor=None, owner=email.author_id)
    return False


def _message(email: Email) -> EmailMessage:
    """Return a message as it is sent: from the house's address, answers to the sender's own."""
    headers: dict[str, Any] = {"Message-ID": f"<{email.message_id}>"}
    if email.in_reply_to:
        headers |= {"In-Reply-To": f"<{email.in_reply_to}>", "References": f"<{email.in_reply_to}>"}
    name = email.sender_name.replace('"', "")
    box = Mailbox.objects.filter(is_active=True, person=email.author).first()
    own = email.author is None or email.sender == email.author.email
    answer_to = box.address if box and own else email.sender  # a queue's answers go to the queue
    return EmailMessage(
        email.subject, email.text, f'"{name}" <{_bare(settings.DEFAULT_FROM_EMAIL)}>',
        email.recipients, reply_to=[answer_to], headers=headers, attachments=parts(email),
    )  # fmt: skip


def _bare(address: str) -> str:
    return address.rpartition("<")[2].rstrip(">")


def new_id() -> str:
    """Return what names a message that goes out from here."""
    from email.utils import make_msgid

    domain = _bare(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2] or "comarca.invalid"
    return make_msgid(domain=domain).strip("<>")
