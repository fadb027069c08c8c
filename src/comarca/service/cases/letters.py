"""E-mail of cases: which case a message belongs to, and messages that go out in a queue's name."""

import re
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from comarca.activities.mail.carrying import Carried, take_along
from comarca.activities.mail.filing import file_on, whom
from comarca.activities.mail.parse import Parsed
from comarca.activities.mail.writing import SEND, new_id
from comarca.activities.models import Email
from comarca.base.events import record
from comarca.base.jobs import Job
from comarca.service.cases import actions, editing
from comarca.service.models import Case, CaseMessage, Queue
from comarca.team.models import Person

NUMBER = re.compile(r"\[(C-\d{6,12})\]")
AGAIN = re.compile(r"^(?:\s*(?:re|rv|fw|fwd)\s*:)+", re.IGNORECASE)
NOTHING = Carried()
LONGEST = 20_000  # characters of a message that a case keeps


def take_in(email: Email, parsed: Parsed) -> bool:
    """Put a message that came into its case, or open one; return whether cases care for it.

    It belongs to the case of its conversation, else to the one whose number its subject says if
    the sender has to do with it; else a queue's address opens a new case. What a machine sent by
    itself (an absence, a failed delivery) opens none and lets no clock run.
    """
    case = _of_conversation(email) or _of_number(email)
    queue = _queue_of(email)
    if case is None and (queue is None or parsed.is_automatic):
        return False
    if case is not None and case.state == Case.State.CLOSED and not parsed.is_automatic:
        case, earlier = None, case
    else:
        earlier = None
    if case is None:
        case = _open(email, parsed, queue or (earlier and earlier.queue), earlier)
        ours = False  # a colleague who forwards a customer's wish opens it in the customer's name
    else:
        ours = email.is_outgoing and email.author is not None
    _hear(case, email, ours=ours, automatic=parsed.is_automatic)
    return True


def _open(email: Email, parsed: Parsed, queue: Any, earlier: Case | None) -> Case:
    """Open a case by e-mail; the account only where it is certain."""
    account = email.activity.account if email.activity else None
    contact = email.contact
    if account is None and email.is_outgoing:
        account, contact = whom(parsed.recipients, parsed)
    values = {
        "subject": (email.subject or email.sender)[:200], "text": email.text[:LONGEST],
        "account": account.pk if account else None, "contact": contact.pk if contact else None,
        "sender_name": email.sender_name[:150], "sender_email": email.sender,
        "queue": queue.pk, "origin": Case.Origin.EMAIL, "opened_at": min(email.at, timezone.now()),
    }  # fmt: skip
    if earlier is not None:
        values["related"] = [earlier.pk]
    return editing.create(values, email.author)


def _hear(case: Case, email: Email, *, ours: bool, automatic: bool) -> None:
    """Write a message into a case; the customer's lets its clocks run again, ours is an answer."""
    CaseMessage.objects.create(
        case=case, email=email, text=email.text[:LONGEST], at=email.at, is_automatic=automatic,
        direction=CaseMessage.Direction.OUT if ours else CaseMessage.Direction.IN,
        author=email.author, sender=email.sender,
    )  # fmt: skip
    if ours:
        editing.answered(case, email.author, Case.State.WAITING)
        return
    if automatic:
        return
    record(case, actions.HEARD, actor=email.author, owner=case.owner_id)
    if not case.is_running:
        editing.change(case, None, {"state": Case.State.OPEN}, email.author)


def send_letter(case: Case, person: Person, text: str, carried: Carried = NOTHING) -> Email:
    """Send an answer in the name of the queue; on an account it stands on its timeline, too.

    Raises ``FileRefused`` where a file cannot go along; nothing is sent then.
    """
    last = case.messages.exclude(email=None).order_by("-at").select_related("email").first()
    before = last.email if last else None
    message_id = new_id()
    with transaction.atomic():
        email = Email.objects.create(
            message_id=message_id, in_reply_to=before.message_id if before else "",
            thread=before.thread if before else message_id, is_outgoing=True,
            sender=case.queue.address or person.email, sender_name=person.name,
            recipients=[case.reply_to], subject=f"Re: {_bare(case.subject)} [{case.number}]"[:300],
            text=text, at=timezone.now(), author=person, contact=case.contact,
            state=Email.State.QUEUED,
        )  # fmt: skip
        take_along(email, carried, person)
        if case.account is not None:
            file_on(email, case.account, case.contact, person)
            Email.objects.filter(pk=email.pk).update(state=Email.State.QUEUED)
        transaction.on_commit(lambda: Job.ask(SEND, {"email": email.pk}, person))
    return email


def _bare(subject: str) -> str:
    """Return a subject without the marks of earlier answers."""
    return NUMBER.sub("", AGAIN.sub("", subject)).strip()


def _of_conversation(email: Email) -> Case | None:
    rows = CaseMessage.objects.filter(email__thread=email.thread).exclude(email=email)
    found = rows.select_related("case__queue", "case__contact").order_by("-at").first()
    return found.case if found else None


def _of_number(email: Email) -> Case | None:
    """Return the case whose number the subject says, if the sender has to do with it."""
    said = NUMBER.search(email.subject)
    if said is None:
        return None
    case = Case.objects.select_related("queue", "contact").filter(number=said[1]).first()
    if case is None or email.is_outgoing:
        return case
    known = {case.sender_email.lower()}
    if case.contact is not None:
        known |= {case.contact.email.lower(), case.contact.other_email.lower()}
    return case if email.sender in known - {""} else None


def _queue_of(email: Email) -> Queue | None:
    """Return the queue whose address a message went to, or whose mailbox it came to."""
    wanted = [one for one in email.recipients if isinstance(one, str)]
    if email.mailbox is not None:
        wanted.append(email.mailbox.address)
    asked = Q()
    for one in wanted[:100]:
        asked |= Q(address__iexact=one)
    rows = Queue.objects.filter(asked, archived_at=None).exclude(address="")
    return rows.order_by("pk").first() if wanted else None
