"""What sales put into the pages: navigation, panels on an account, what needs attention."""

from django.utils.translation import gettext_lazy as _

from comarca.ui import navigation
from comarca.ui.objects.related import related_panel

for key, label, icon, order in (
    ("quote", _("Quotes"), "file-export", 26),
    ("order", _("Orders"), "shopping-cart", 27),
    ("product", _("Products"), "tag", 28),
):
    navigation.register(
        navigation.NavItem(f"{key}s", label, icon, "objects:index", order, "records.read", (key,))
    )

related_panel(
    "account", "opportunity", link="account", title=_("Opportunities"), order=22,
    shown=("stage", "value", "close_on", "standing"), quick=("title", "value", "close_on", "need"),
    order_by=("stage__kind", "close_on"),
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
