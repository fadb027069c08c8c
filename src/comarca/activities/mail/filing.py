"""Puts each message on the right account and contact; what is not certain waits to be sorted."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.accounts.models import Account, Ownership
from comarca.activities import editing
from comarca.activities.mail.actions import ARRIVED
from comarca.activities.mail.parse import Parsed
from comarca.activities.models import Activity, Email, Mailbox
from comarca.base import files
from comarca.base.dates import today
from comarca.base.events import record
from comarca.base.files import FileRefused, StoredFile
from comarca.contacts.models import Contact
from comarca.team.models import Person

Taker = Callable[[Email, Parsed], bool]
takers: list[Taker] = []  # apps that care for some of the messages: each may take one that came
PLACE = "mail"
LONGEST = 4000  # characters of a message that its activity shows


def receive(parsed: Parsed, mailbox: Mailbox | None) -> Email | None:
    """Keep a message that came; None where it is kept already.

    It goes to an account if whoever it came from (or, of a colleague's, whoever it went to) is
    known at exactly one. Known at several, the conversation decides; else it waits.
    """
    if Email.objects.filter(message_id=parsed.message_id).exists():
        return None
    colleague = Person.objects.active().filter(email__iexact=parsed.sender).first()
    others = parsed.recipients if colleague else [parsed.sender]
    account, contact = whom(others, parsed)
    try:
        with transaction.atomic():
            email = _keep(parsed, mailbox, colleague, account, contact)
            _store_files(email, parsed)
            _offer(email, parsed)
            return email
    except IntegrityError:  # it came to two boxes at the same moment
        return None


def _offer(email: Email, parsed: Parsed) -> None:
    """Let an app take a message; what it cares for waits for nobody to sort it."""
    taken = any(take(email, parsed) for take in takers)
    if taken:
        rows = Email.objects.filter(pk=email.pk, state=Email.State.SORT)
        rows.update(state=Email.State.IGNORED)
        email.refresh_from_db(fields=["state"])


def whom(addresses: Iterable[str], parsed: Parsed) -> tuple[Account | None, Contact | None]:
    """Return the one account that addresses belong to, and the one contact; never a guess."""
    wanted = [one for one in addresses if one]
    people = list(
        Contact.objects.filter(
            Q(email__in=wanted) | Q(other_email__in=wanted), archived_at=None
        ).select_related("account")
    )
    known = {one.account_id: one.account for one in people}
    known |= {one.pk: one for one in Account.objects.filter(email__in=wanted, archived_at=None)}
    if len(known) > 1:
        told = set(
            Email.objects.filter(message_id__in=parsed.references, activity__account__in=known)
            .values_list("activity__account", flat=True)
        )  # fmt: skip
        known = {pk: account for pk, account in known.items() if pk in told}
    if len(known) != 1:
        return None, None
    account = next(iter(known.values()))
    there = [one for one in people if one.account_id == account.pk]
    return account, there[0] if len(there) == 1 else None


def known_at(address: str) -> tuple[Account | None, Contact | None]:
    """Return the one account and contact that an address belongs to; never a guess."""
    return whom([address], Parsed("", [], address, "", [], "", timezone.now()))


def suggestion(email: Email) -> Account | None:
    """Return the account of the conversation, to be proposed and never taken unasked."""
    earlier = Email.objects.filter(thread=email.thread, activity__account__isnull=False)
    found = earlier.select_related("activity__account").order_by("-at").first()
    return found.activity.account if found and found.activity else None


@transaction.atomic
def file_on(email: Email, account: Account, contact: Contact | None, actor: Any) -> Activity:
    """Put a message on an account: it becomes a done activity on the timeline."""
    owner = email.author if email.is_outgoing else _owner(account, email.mailbox)
    activity = editing.create(
        {
            "kind": Activity.Kind.EMAIL, "title": (email.subject or _("E-mail"))[:200],
            "account": account.pk, "owner": owner.pk if owner else None, "at": email.at,
            "contacts": [contact.pk] if contact else [],
            "state": Activity.State.DONE, "text": email.text[:LONGEST],
        },
        actor,
    )  # fmt: skip
    email.activity, email.contact = activity, contact
    email.state = Email.State.SENT if email.is_outgoing else Email.State.FILED
    email.save(update_fields=["activity", "contact", "state"])
    record(activity, ARRIVED, actor=actor, owner=None if email.is_outgoing else activity.owner_id)
    return activity


def to_task(email: Email, actor: Person) -> Activity:
    """Make a task of a message, due on the next working day, and say that it is what comes next."""
    from datetime import timedelta

    from comarca.activities.forms import first_moment, working_day

    mail = email.activity
    assert mail is not None, "only what stands on an account becomes a task"  # noqa: S101
    task = editing.create(
        {
            "kind": Activity.Kind.TASK, "title": (_("Answer: %s") % email)[:200],
            "account": mail.account_id, "contacts": editing.people_in(mail),
            "at": first_moment(working_day(today() + timedelta(1))),
            "is_all_day": True, "text": f"{email.sender_name} <{email.sender}>\n{email.text[:500]}",
        },
        actor,
    )  # fmt: skip
    editing.follow_up(mail, task)
    return task


def _keep(
    parsed: Parsed, mailbox: Mailbox | None, colleague: Person | None,
    account: Account | None, contact: Contact | None,
) -> Email:  # fmt: skip
    """Write a message down, and its activity where the account is certain."""
    email = Email.objects.create(
        message_id=parsed.message_id, in_reply_to=(parsed.references or [""])[-1],
        thread=_thread(parsed), is_outgoing=colleague is not None, sender=parsed.sender,
        sender_name=parsed.sender_name, recipients=parsed.recipients, subject=parsed.subject,
        text=parsed.text, html=parsed.html, at=parsed.at, mailbox=mailbox, author=colleague,
        problem=_("%(n)d more files were left out.") % {"n": parsed.left_out}
        if parsed.left_out else "",
    )  # fmt: skip
    if account is not None:
        file_on(email, account, contact, colleague)
    return email


def _thread(parsed: Parsed) -> str:
    """Return the conversation that a message continues: of the newest message that is here."""
    known = Email.objects.filter(message_id__in=parsed.references).order_by("-at")
    return known.values_list("thread", flat=True).first() or parsed.thread


def _owner(account: Account, mailbox: Mailbox | None) -> Person | None:
    """Return who is in charge of a message that came: whose box it is, else the account's owner."""
    if mailbox is not None and mailbox.person is not None:
        mine = Account.objects.visible_to(mailbox.person, archived=True).filter(pk=account.pk)
        if mine.exists():
            return mailbox.person
    own = Ownership.objects.on(today()).filter(account=account).select_related("person").first()
    return own.person if own else None


def _store_files(email: Email, parsed: Parsed) -> None:
    """Keep a message's files; one that is refused is named, and the message stays."""
    refused = []
    for one in parsed.files:
        try:
            files.store(
                [one.content], one.name, StoredFile.Kind.ATTACHMENT, owner=(PLACE, email.pk),
                by=email.author,
            )  # fmt: skip
        except FileRefused as error:
            refused.append(f"{one.name}: {error}")
    if refused:
        email.problem = " ".join([email.problem, *refused]).strip()[:300]
        email.save(update_fields=["problem"])
