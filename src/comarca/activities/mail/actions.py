"""What can happen to e-mail."""

from django.utils.translation import pgettext_lazy

from comarca.base.events import register

ARRIVED = register("email_filed", pgettext_lazy("event", "E-mail filed"), "mail")
SENT = register("email_sent", pgettext_lazy("event", "E-mail sent"), "mail")
FAILED = register("email_failed", pgettext_lazy("event", "E-mail could not be sent"), "mail")
IGNORED = register("email_ignored", pgettext_lazy("event", "E-mail left out"), "archive")
