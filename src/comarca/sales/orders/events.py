"""What happens to orders, in words; merged accounts bring their totals together."""

from typing import Any

from django.utils.translation import pgettext_lazy

from comarca.accounts.duplicates.followers import stays
from comarca.base.events import register
from comarca.base.events.model import Event, listen
from comarca.sales.models import MonthlyTotal

RETURNED = register("order_returned", pgettext_lazy("event", "Goods returned"), "arrow-back-up")
BROUGHT_IN = register("orders_imported", pgettext_lazy("event", "Orders brought in"), "file-import")
TAKEN_BACK = register("orders_undone", pgettext_lazy("event", "Import of orders undone"), "history")
MERGES = {"merged", "unmerged"}

stays(MonthlyTotal)


@listen
def _merged(event: Event) -> Any:
    """Work the totals of two accounts out again once orders went from one to the other."""
    if event.action in MERGES and event.model == "accounts.account":
        from comarca.sales.orders.totals import rebuild

        other = event.data.get("other") or event.data.get("gone")
        rebuild([pk for pk in (event.object_id, other) if pk])
