"""Sends notifications by e-mail: what is wanted at once, and once a day the rest in one letter."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import get_connection, send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comarca.base.events.comments import texts_of
from comarca.base.events.links import address_of, readable
from comarca.base.events.model import Event
from comarca.base.events.notifications import AT_ONCE, DAILY, Mail, Notification, about
from comarca.base.events.wording import describe, noun_of
from comarca.base.jobs import Job, runner
from comarca.base.objects.wording import UNKNOWN
from comarca.base.organisation import Organisation

MOST = 100  # in one letter; the page shows the rest


@runner(AT_ONCE, gettext_lazy("E-mails to send at once"))
def at_once(job: Job) -> dict[str, Any]:
    """Send what people want to know at once."""
    return {"letters": send(Mail.AT_ONCE), "stay": True}


@runner(DAILY, gettext_lazy("The day's e-mails"), repeat="daily", priority=-1)
def daily(job: Job) -> dict[str, Any]:
    """Send the day's letters, and what could not be sent at once."""
    return {"letters": send(Mail.AT_ONCE) + send(Mail.DAILY), "stay": True}


def send(mail: Mail) -> int:
    """Send each person one letter with what is new and unread; return how many letters.

    A letter that the mail server refuses is tried again next time. Nobody gets one twice.
    """
    if not settings.EMAIL_HOST:
        return 0
    waiting = Notification.objects.filter(mail=mail, mailed_at=None, person__is_active=True)
    people = get_user_model()._default_manager.filter(pk__in=waiting.values("person"))
    count = 0
    with get_connection() as connection:
        for person in people.order_by("pk"):
            rows = list(
                waiting.filter(person=person, read_at=None)
                .select_related("event__actor")
                .order_by("-at", "-pk")[:MOST]
            )
            seen = readable([row.event for row in rows], person)
            rows = [row for row in rows if row.event_id in seen]
            if rows and person.address:
                _write(person, rows, connection)
                count += 1
            waiting.filter(person=person).update(mailed_at=timezone.now())
    return count


def _write(person: Any, rows: Sequence[Notification], connection: Any) -> None:
    """Send one person one letter, in their language."""
    company = Organisation.current()
    language = person.language or (company.language if company else settings.LANGUAGE_CODE)
    with translation.override(language):
        events = [row.event for row in rows]
        told, texts = describe(events, person), texts_of(events)
        lines = [
            {"event": event, "sentence": sentence(event), "changes": told[event.pk],
             "text": texts.get(event.pk, ""), "about": about(row.kind, event, person),
             "address": _absolute(address_of(event))}
            for row, event in zip(rows, events, strict=True)
        ]  # fmt: skip
        context = {
            "person": person,
            "lines": lines,
            "unknown": UNKNOWN,
            "settings": _absolute("/account/notifications/"),
        }
        text = render_to_string("base/digest.txt", context)
        subject = sentence(events[0]) if len(events) == 1 else ngettext(
            "%(n)d thing for you in Comarca", "%(n)d things for you in Comarca", len(events)
        ) % {"n": len(events)}  # fmt: skip
        send_mail(subject.replace("\n", " "), text, None, [person.email], connection=connection)


def sentence(event: Event) -> str:
    """Return an event as one line: who, what, which object."""
    who = str(event.actor) if event.actor else _("Comarca")
    noun, label = noun_of(event.model), event.label
    said = label if label.casefold().startswith(noun.casefold()) else f"{noun} {label}"
    return f"{who} · {event.what} · {said}"


def _absolute(path: str) -> str:
    """Return a full address where the installation knows its own, else nothing."""
    base = settings.COMARCA_URL.rstrip("/")
    return f"{base}{path}" if base and path else ""
