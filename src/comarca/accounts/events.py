"""What the events of accounts are called, whom they concern, and who had an account and when."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account, Ownership
from comarca.accounts.ownership import owners
from comarca.base.dates import today
from comarca.base.events import Event
from comarca.base.events.notifications import Kind, Mail, register
from comarca.base.events.timeline import Entry, add_to_timeline
from comarca.base.events.wording import headings

MODEL = "accounts.account"


def _heading(key: str) -> str:
    """Name what an account's events tell beside its fields."""
    known = {
        "unit": gettext("Municipality"),
        "owner": gettext("Sales representative"),
        "lon": gettext("Longitude"),
        "lat": gettext("Latitude"),
        "placed_by": gettext("Placed by"),
        "contact_name": gettext("Contact"),
    }
    if key.startswith("sales:"):
        return gettext("Sales %(year)s") % {"year": key.removeprefix("sales:")}
    return known.get(key, "")


def _owner(event: Event) -> Iterable[int]:
    """Return who owns the account of an event today."""
    return owners([event.account_id], today()).values() if event.account_id else ()


def _ownerships(
    account: Account, reader: Any, before: datetime | None, most: int
) -> Iterable[Entry]:
    """Tell from when on whom the account belonged to."""
    rows = Ownership.objects.filter(account=account).select_related("person")
    entries = [
        Entry(
            at=timezone.make_aware(datetime.combine(row.valid_from, time.min)),
            actor=row.person.name,
            title=gettext("Owner from this day on"),
            icon="user",
            text=row.reason,
            is_day=True,
        )
        for row in rows.order_by("-valid_from", "-pk")[: most * 3]
    ]
    return [entry for entry in entries if before is None or entry.at < before][:most]


headings(MODEL, _heading)
add_to_timeline(MODEL, _ownerships)
register(
    Kind(
        "account_comment",
        _("Somebody comments on an account of mine"),
        frozenset({"commented"}),
        _owner,
        Mail.DAILY,
        20,
    )
)
register(
    Kind(
        "account_changed",
        _("Somebody else changes an account of mine"),
        frozenset({"changed", "archived", "restored"}),
        _owner,
        Mail.OFF,
        30,
    )
)
