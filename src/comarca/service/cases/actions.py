"""What can happen to a case besides being changed, and whom it is told."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.models import owners_on
from comarca.base.dates import today
from comarca.base.events import Event
from comarca.base.events import register as register_action
from comarca.base.events.notifications import Kind, Mail, register
from comarca.service.models import Case

MODEL = "service.case"
TAKEN = register_action("case_taken", pgettext_lazy("event", "Case taken"), "user-check")
ANSWERED = register_action("case_answered", pgettext_lazy("event", "Case answered"), "send")
NOTED = register_action("case_noted", pgettext_lazy("event", "Internal note"), "note")
HEARD = register_action("case_heard", pgettext_lazy("event", "The customer wrote"), "mail")
WARNED = register_action("case_warned", pgettext_lazy("event", "Time limit is near"), "clock")
ESCALATED = register_action(
    "case_escalated", pgettext_lazy("event", "Time limit missed: escalated"), "alert-triangle"
)

SCORED = register_action("survey_scored", pgettext_lazy("event", "A score was given"), "mood-smile")
REFUSED = register_action(
    "survey_refused", pgettext_lazy("event", "Does not want to be asked again"), "ban"
)


def _in_charge(event: Event) -> Iterable[int]:
    """Return whose case it is."""
    owner = event.data.get("owner")
    return [owner] if isinstance(owner, int) else ()


def _escalated(event: Event) -> Iterable[int]:
    """Return whom the event names: who is in charge, their manager, the queue's own."""
    return [one for one in event.data.get("told", ()) if isinstance(one, int)]


def _assigned(event: Event) -> Iterable[int]:
    owner = event.after.get("owner") if event.model == MODEL else None
    return [owner] if isinstance(owner, int) else ()


def _of_account(event: Event) -> Iterable[int]:
    """Return whose account a new case is about."""
    if event.model != MODEL or event.account_id is None:
        return ()
    return owners_on(today()).filter(account=event.account_id).values_list("person", flat=True)


register(Kind("case_escalated", _("A case of mine or my team's is late"),
              frozenset({"case_escalated"}), _escalated, Mail.AT_ONCE, 16))  # fmt: skip
register(Kind("case_warned", _("A case of mine is due soon"), frozenset({"case_warned"}),
              _in_charge, Mail.OFF, 17))  # fmt: skip
register(Kind("case_heard", _("A customer writes in a case of mine"), frozenset({"case_heard"}),
              _in_charge, Mail.OFF, 18))  # fmt: skip
register(Kind("case_assigned", _("Somebody gives me a case"), frozenset({"created", "changed"}),
              _assigned, Mail.DAILY, 19))  # fmt: skip
register(Kind("case_opened", _("A case is opened for an account of mine"), frozenset({"created"}),
              _of_account, Mail.OFF, 20))  # fmt: skip

NOUN = Case._meta.verbose_name
