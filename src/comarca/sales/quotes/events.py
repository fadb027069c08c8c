"""What happens to quotes, in words."""

from django.utils.translation import pgettext_lazy

from comarca.base.events import register

VERSION_MADE = register("quote_version", pgettext_lazy("event", "New version"), "versions")
WITHDRAWN = register("quote_withdrawn", pgettext_lazy("event", "Withdrawn"), "ban")
ASKED = register("approval_asked", pgettext_lazy("event", "Approval asked for"), "hourglass")
APPROVED = register("approval_given", pgettext_lazy("event", "Approved"), "check")
REFUSED = register("approval_refused", pgettext_lazy("event", "Approval refused"), "x")
ESCALATED = register(
    "approval_escalated", pgettext_lazy("event", "Approval passed on"), "arrow-right"
)
SENT = register("quote_sent", pgettext_lazy("event", "Sent to the customer"), "send")
ACCEPTED = register(
    "quote_accepted", pgettext_lazy("event", "Accepted by the customer"), "circle-check"
)
DECLINED = register(
    "quote_declined", pgettext_lazy("event", "Declined by the customer"), "circle-x"
)
QUESTION = register("quote_question", pgettext_lazy("event", "Question of the customer"), "help")
