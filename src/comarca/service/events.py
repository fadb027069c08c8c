"""Cases on the timeline of their account, and the events they are told by."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from comarca.base.events.timeline import Entry, add_to_timeline, tells_itself
from comarca.service.cases import actions
from comarca.service.models import Case


def _of_account(account: Any, reader: Any, before: datetime | None, most: int) -> Iterable[Entry]:
    """Tell the cases of an account, each when it was opened."""
    rows = Case.objects.filter(account=account, archived_at=None)
    if before is not None:
        rows = rows.filter(opened_at__lt=before)
    for row in rows.select_related("owner").order_by("-opened_at", "-pk")[:most]:
        yield Entry(
            at=row.opened_at,
            title=f"{actions.NOUN}".capitalize() + f" {row} ({row.get_state_display()})",
            icon="lifebuoy",
            actor=row.owner.name if row.owner else "–",
            text=row.text[:400],
            address=reverse("service:case", args=[row.pk]),
        )


tells_itself(actions.MODEL)
add_to_timeline("accounts.account", _of_account)
