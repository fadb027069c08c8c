"""What cases hold on a contact, and how it is taken away."""

from collections.abc import Iterator
from typing import Any

from comarca.base.events import Event
from comarca.contacts.models import Contact
from comarca.contacts.privacy.held import Holder, register
from comarca.service.models import Case, CaseMessage, SurveyAsk


def _cases(contact: Contact) -> Iterator[dict[str, Any]]:
    keys = ("number", "subject", "text", "sender_name", "sender_email", "opened_at", "state")
    yield from Case.objects.filter(contact=contact).order_by("pk").values(*keys)


def _said(contact: Contact) -> Iterator[dict[str, Any]]:
    rows = CaseMessage.objects.filter(case__contact=contact).order_by("at", "pk")
    for row in rows.values("at", "direction", "sender", "text"):
        yield {**row}


def _forget(contact: Contact) -> None:
    """Leave that there was a case, its times and its state; nothing of what was said."""
    rows = Case.objects.filter(contact=contact)
    CaseMessage.objects.filter(case__in=rows).update(sender="", text="")
    told = Event.objects.filter(model="service.case", object_id__in=rows.values("pk"))
    told.update(label="", before={}, after={}, data={})
    rows.update(subject="–", text="", sender_name="", sender_email="")


def _nothing(contact: Contact) -> None:
    """Leave it to the cases, which take their messages with them."""


register(Holder("case_messages", _said, _nothing, 62))
register(Holder("cases", _cases, _forget, 63))


def _scores(contact: Contact) -> Iterator[dict[str, Any]]:
    rows = SurveyAsk.objects.filter(contact=contact).order_by("pk")
    for row in rows.values("survey__name", "asked_at", "score", "comment", "answered_at"):
        yield {**row}


def _forget_scores(contact: Contact) -> None:
    """Leave the score, of nobody any more; not what was said."""
    rows = SurveyAsk.objects.filter(contact=contact)
    told = Event.objects.filter(model="service.surveyask", object_id__in=rows.values("pk"))
    told.update(label="")
    rows.update(comment="", contact=None)


register(Holder("scores", _scores, _forget_scores, 64))
