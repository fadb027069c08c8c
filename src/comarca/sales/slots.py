"""What sales put into the pages: navigation, panels, what needs attention."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comarca.sales.models import Opportunity
from comarca.sales.pipeline.standing import stalled, without_step
from comarca.sales.quotes.approving import waiting_for
from comarca.team.access import current
from comarca.ui import attention, navigation
from comarca.ui.attachments import attach_to
from comarca.ui.objects.related import page_of, related_panel

navigation.register(
    navigation.NavItem(
        "pipeline", _("Pipeline"), "target-arrow", "sales:board", 25, "records.read",
        section="sales",
    )
)  # fmt: skip
for key, label, icon, order in (
    ("quote", _("Quotes"), "file-export", 26),
    ("order", _("Orders"), "shopping-cart", 27),
    ("product", _("Products"), "tag", 28),
    ("price_list", _("Price lists"), "list-details", 29),
):
    navigation.register(
        navigation.NavItem(
            f"{key}s", label, icon, "objects:index", order, "records.read", (key,), "sales"
        )
    )

related_panel(
    "account", "opportunity", link="account", title=_("Opportunities"), order=22,
    shown=("stage", "value", "close_on", "standing"), quick=("title", "value", "close_on", "need"),
    order_by=("-stage__kind", "close_on"),
)  # fmt: skip
related_panel(
    "account", "quote", link="account", title=_("Quotes"), order=24,
    shown=("title", "state", "total", "valid_until"), quick=("title", "opportunity", "contact"),
    order_by=("-number",),
)  # fmt: skip
related_panel(
    "account", "order", link="account", title=_("Orders"), order=26,
    shown=("ordered_on", "state", "total"), quick=("number", "ordered_on"),
    order_by=("-ordered_on",),
)  # fmt: skip
related_panel(
    "account", "customer_terms", link="account", title=_("Terms"), order=62,
    shown=("customer_kind", "price_list", "payment_days"),
    quick=("customer_kind", "price_list", "payment_days"),
)  # fmt: skip
page_of("opportunity")
attach_to("opportunity", "sales.write")
related_panel(
    "opportunity", "opportunity_line", link="opportunity", title=_("Products"), order=10,
    shown=("quantity", "price"), quick=("product", "quantity", "price"), lazy=False,
)  # fmt: skip
related_panel(
    "opportunity", "quote", link="opportunity", title=_("Quotes"), order=12,
    shown=("title", "state", "total"), quick=("title", "contact"), order_by=("-number",),
)  # fmt: skip
related_panel(
    "opportunity", "decision_role", link="opportunity", title=_("Who decides"), order=14,
    shown=("role", "note"), quick=("contact", "role", "note"),
)  # fmt: skip
related_panel(
    "opportunity", "concession", link="opportunity", title=_("Concessions"), order=16,
    shown=("state", "in_return", "came_back"), quick=("title", "in_return", "value"),
)  # fmt: skip
page_of("quote")
attach_to("quote", "sales.write")
page_of("order")
attach_to("order", "sales.write")
page_of("pipeline")
related_panel(
    "pipeline", "stage", link="pipeline", title=_("Stages"), order=10,
    shown=("kind", "probability", "stall_days"),
    quick=("name", "position", "kind", "probability", "stall_days", "needs_next_step"),
    order_by=("position",), lazy=False,
)  # fmt: skip
page_of("price_list")
related_panel(
    "price_list", "price", link="price_list", title=_("Prices"), order=10,
    shown=("min_quantity", "amount"), quick=("product", "min_quantity", "amount"), lazy=False,
)  # fmt: skip


def _approvals(request: HttpRequest) -> Iterator[attention.Attention]:
    """Tell of the discounts that wait for the reader's approval."""
    if n := len(list(waiting_for(current(request)))):
        text = ngettext(
            "%(n)s discount waits for your approval.", "%(n)s discounts wait for your approval.", n
        )
        yield attention.Attention(text % {"n": n}, reverse("sales:approvals"))


def _opportunities(request: HttpRequest) -> Iterator[attention.Attention]:
    """Tell of one's own opportunities that stall or have no next step."""
    person = current(request)
    mine = Opportunity.objects.visible_to(person).open().filter(owner=person)
    address = reverse("objects:index", args=["opportunity"], query={"owner__in": person.pk})
    if n := mine.filter(stalled()).count():
        text = ngettext(
            "%(n)s of your opportunities is stalled.", "%(n)s of your opportunities are stalled.", n
        )
        where = f"{address}&standing__in=stalled"
        yield attention.Attention(text % {"n": n}, where, attention.Level.NOTE)
    if n := mine.filter(without_step()).count():
        text = ngettext(
            "%(n)s of your opportunities has no next step.",
            "%(n)s of your opportunities have no next step.",
            n,
        )
        where = f"{address}&standing__in=no_step"
        yield attention.Attention(text % {"n": n}, where, attention.Level.NOTE)


attention.register(attention.Source("approvals", _approvals, 8, "discounts.approve"))
attention.register(attention.Source("opportunities", _opportunities, 16, "sales.write"))
