"""The tables of the working day: activities, absences, feeds and e-mail."""

from comarca.activities.models.absence import Absence
from comarca.activities.models.activity import Activity, ActivityContact
from comarca.activities.models.feeds import CalendarSource, FeedLink, OuterEvent
from comarca.activities.models.mail import Email, Mailbox, MailTemplate

__all__ = [
    "Absence",
    "Activity",
    "ActivityContact",
    "CalendarSource",
    "Email",
    "FeedLink",
    "MailTemplate",
    "Mailbox",
    "OuterEvent",
]
