"""What the events of activities are called, whom they concern, and the timeline of an account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.models import Account
from comarca.activities.additions import lines_of
from comarca.activities.mail import actions  # noqa: F401
from comarca.activities.models import Activity
from comarca.base.events import Event
from comarca.base.events import register as register_action
from comarca.base.events.notifications import Kind, Mail, register
from comarca.base.events.timeline import Entry, add_to_timeline, tells_itself

MODEL = "activities.activity"
REMINDED = register_action("reminded", pgettext_lazy("event", "Begins soon"), "clock")


def _reminded(event: Event) -> Iterable[int]:
    """Return who is in charge of what the event is about."""
    return [event.data["owner"]] if event.data.get("owner") else ()


def _assigned(event: Event) -> Iterable[int]:
    """Return whom an activity was given to."""
    owner = event.after.get("owner") if event.model == MODEL else None
    return [owner] if isinstance(owner, int) else ()


def _of_account(
    account: Account, reader: Any, before: datetime | None, most: int
) -> Iterable[Entry]:
    """Tell the activities of an account that its page's reader sees: all of them."""
    rows = Activity.objects.filter(account=account, archived_at=None)
    if before is not None:
        rows = rows.filter(at__lt=before)
    found = rows.select_related("owner").prefetch_related("contacts")
    shown = list(found.order_by("-at", "-pk")[:most])
    added = lines_of([row.pk for row in shown])
    for row in shown:
        state = "" if row.state == Activity.State.DONE else f" ({row.get_state_display()})"
        outcome = f" · {row.get_outcome_display()}" if row.outcome else ""
        yield Entry(
            at=row.at,
            title=f"{row.get_kind_display()}: {row.title}{state}{outcome}",
            icon=row.icon,
            actor=row.owner.name if row.owner else "–",
            text="\n".join(
                part for part in (_with(row), row.text[:600], added.get(row.pk)) if part
            ),
            address=reverse("activities:detail", args=[row.pk]),
            is_day=row.is_all_day,
        )


def _with(row: Activity) -> str:
    """Say with whom something was done; nothing where nobody was named."""
    names = sorted(one.name for one in row.contacts.all())
    return _("With %(names)s") % {"names": ", ".join(names)} if names else ""


tells_itself(MODEL)
add_to_timeline("accounts.account", _of_account)
register(
    Kind("activity_reminder", _("An activity of mine begins soon"), frozenset({"reminded"}),
         _reminded, Mail.OFF, 10)
)  # fmt: skip
register(
    Kind("email_filed", _("An e-mail comes to me"), frozenset({"email_filed"}), _reminded,
         Mail.OFF, 12)
)  # fmt: skip
register(
    Kind("email_failed", _("An e-mail of mine could not be sent"), frozenset({"email_failed"}),
         _reminded, Mail.OFF, 11)
)  # fmt: skip
register(
    Kind("activity_assigned", _("Somebody gives me an activity"),
         frozenset({"created", "changed"}), _assigned, Mail.DAILY, 15)
)  # fmt: skip
