"""Takes a score by its link; a bad one opens a task for whoever looks after the customer."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.accounts.models import Account, owners_on
from comarca.activities import editing
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.digests import digest_of
from comarca.base.events import record
from comarca.service.cases import actions
from comarca.service.models import SurveyAsk, SurveyRefusal
from comarca.team.models import Person

SOON = timedelta(days=1)


class LinkSpent(LookupError):
    """The link is wrong, or its time is over."""


def find(token: str) -> SurveyAsk:
    """Return who was asked by a link; raises ``LinkSpent``."""
    rows = SurveyAsk.objects.open(timezone.now()).select_related("survey", "account", "contact")
    found = rows.filter(token_digest=digest_of(token)).first()
    if found is None:
        raise LinkSpent
    return found


@transaction.atomic
def give(ask: SurveyAsk, score: int) -> SurveyAsk:
    """Take a score; given again while the link holds, the last one counts and opens no new task.

    Raises ``ValueError`` if the scale has no such score.
    """
    if score not in ask.survey.scores:
        raise ValueError(score)
    first = SurveyAsk.objects.filter(pk=ask.pk, score=None)
    is_first = bool(first.update(score=score, answered_at=timezone.now()))
    if not is_first:
        SurveyAsk.objects.filter(pk=ask.pk).update(score=score)
    ask.refresh_from_db()
    record(ask, actions.SCORED, after={"score": score})
    if score <= ask.survey.bad_up_to and ask.task_id is None:
        _open_task(ask)
    return ask


def say(ask: SurveyAsk, comment: str) -> None:
    """Add what the customer says to their score; the task says it, too."""
    SurveyAsk.objects.filter(pk=ask.pk).update(comment=comment[:5000])
    if ask.task is not None and comment:
        editing.change(ask.task, None, {"text": comment[:5000]}, None)


def refuse(ask: SurveyAsk) -> None:
    """Ask this person never again."""
    if ask.contact is not None:
        _row, made = SurveyRefusal.objects.get_or_create(contact=ask.contact)
        if made:
            record(ask.contact, actions.REFUSED)


def _open_task(ask: SurveyAsk) -> None:
    """Plan a call by whose work it was, if they see the account; else by its owner."""
    owner = _in_charge(ask)
    if owner is None:
        return
    values = {
        "kind": Activity.Kind.TASK, "owner": owner.pk, "account": ask.account_id,
        "contacts": [ask.contact_id] if ask.contact_id else [], "at": editing.now() + SOON,
        "title": _("Call about a score of %(score)s: %(who)s")
        % {"score": ask.score, "who": ask.contact or ask.account},
    }  # fmt: skip
    task = editing.create(values, None)
    SurveyAsk.objects.filter(pk=ask.pk).update(task=task)
    ask.task = task


def _in_charge(ask: SurveyAsk) -> Person | None:
    """Return who makes the call."""
    people = [ask.person] if ask.person is not None and ask.person.is_active else []
    own = owners_on(today()).filter(account=ask.account_id).select_related("person").first()
    if own is not None and own.person.is_active:
        people.append(own.person)
    for one in people:
        if Account.objects.visible_to(one, archived=True).filter(pk=ask.account_id).exists():
            return one
    return None
