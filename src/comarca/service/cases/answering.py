"""Answers a customer: by e-mail or noted as said, with what happens to the case next."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.activities.mail.carrying import Carried
from comarca.activities.mail.writing import CHANNEL, filled, template_for
from comarca.activities.models import Email
from comarca.base import writing
from comarca.base.events import record
from comarca.contacts.privacy.reach import may_reach
from comarca.service.cases import actions, editing
from comarca.service.cases.letters import NOTHING, send_letter
from comarca.service.models import Case, CaseMessage
from comarca.team.models import Person


@transaction.atomic
def answer(
    case: Case, person: Person, text: str, *, by_mail: bool, then: str, version: int | None = None,
    carried: Carried = NOTHING,
) -> Case:  # fmt: skip
    """Answer a case, by e-mail perhaps with files, and put it into the state that follows.

    Raises
    ------
    ValidationError
        If there is no address to write to, or the contact wants no e-mails.
    EditedMeanwhile
        If it was changed after ``version``.
    FileRefused
        If a file cannot go along.
    """
    fresh: Case = writing.take(Case, case.pk, version)
    email: Email | None = None
    if by_mail:
        if not fresh.reply_to:
            raise ValidationError(_("No e-mail address is known: note an answer given otherwise."))
        if fresh.contact is not None and not may_reach(fresh.contact, CHANNEL):
            said = _("%(name)s does not want e-mails: answer otherwise, and note it.")
            raise ValidationError(said % {"name": fresh.contact})
        email = send_letter(fresh, person, text, carried)
    CaseMessage.objects.create(
        case=fresh, direction=CaseMessage.Direction.OUT, author=person, text=text, email=email,
        at=email.at if email else timezone.now(),
    )  # fmt: skip
    return editing.answered(fresh, person, then)


@transaction.atomic
def note(case: Case, person: Person, text: str) -> CaseMessage:
    """Write down something that the customer does not see."""
    made = CaseMessage.objects.create(
        case=case, direction=CaseMessage.Direction.NOTE, author=person, text=text
    )
    record(case, actions.NOTED, actor=person)
    return made


def heard(case: Case, person: Person, text: str) -> Case:
    """Write down what the customer said otherwise than by e-mail; the clocks run again."""
    with transaction.atomic():
        CaseMessage.objects.create(
            case=case, direction=CaseMessage.Direction.IN, author=person, text=text
        )
        record(case, actions.HEARD, actor=person, owner=case.owner_id)
        if not case.is_running:
            case = editing.change(case, None, {"state": Case.State.OPEN}, person)
    return case


def begun(case: Case, person: Person, template: str) -> str:
    """Return the text that an answer begins with: a template in the customer's language."""
    found = template_for(template, case.contact)
    if found is None:
        return ""
    if case.account is not None:
        return filled(found.text, case.account, case.contact, person)
    name = case.contact.name if case.contact else case.sender_name
    text = found.text.replace("{contact}", name).replace("{account}", "")
    return text.replace("{me}", person.name)
