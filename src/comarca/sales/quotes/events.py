"""What happens to quotes, in words, and who is told of it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.base.events import Event, register
from comarca.base.events.notifications import Kind, Mail
from comarca.base.events.notifications import register as tell
from comarca.base.events.wording import headings

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


def _people(event: Event) -> Iterable[int]:
    """Return whom an event of a quote names."""
    found: list[int] = event.data.get("people") or []
    return found


def _heading(key: str) -> str:
    """Name what the events of a quote tell beside its fields."""
    known = {
        "rule": _now("Rule"), "reason": _now("Reason"), "note": _now("Note"), "name": _now("Name"),
        "text": _now("Text"), "order": _now("Order"), "number": _now("Version"),
        "lines": _now("Lines"),
    }  # fmt: skip
    return known.get(key, "")


headings("sales.quote", _heading)
tell(
    Kind("approval_asked", _("Somebody asks me for an approval"),
         frozenset({"approval_asked", "approval_escalated"}), _people, Mail.AT_ONCE, 5)
)  # fmt: skip
tell(
    Kind("approval_decided", _("An approval I asked for is decided"),
         frozenset({"approval_given", "approval_refused"}), _people, Mail.DAILY, 6)
)  # fmt: skip
tell(
    Kind("quote_answered", _("A customer answers a quote of mine"),
         frozenset({"quote_accepted", "quote_declined", "quote_question"}), _people,
         Mail.AT_ONCE, 4)
)  # fmt: skip
