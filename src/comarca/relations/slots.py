"""What the relationship puts into the pages: panels on an account, late promises at home."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comarca.base.dates import today
from comarca.relations import groups, health
from comarca.relations.models import Promise
from comarca.team.access import current
from comarca.ui import attention, navigation, panels
from comarca.ui.attachments import attach_to
from comarca.ui.objects.related import page_of, related_panel

for key, label, icon, order in (
    ("need", _("Needs"), "target", 33),
    ("promise", _("Promises"), "clock", 34),
):
    navigation.register(
        navigation.NavItem(
            f"{key}s", label, icon, "objects:index", order, "records.read", (key,), "customers"
        )
    )

related_panel(
    "account", "need", link="account", title=_("Needs"), order=30,
    shown=("state", "families", "value"), quick=("title", "families", "evidence"),
    order_by=("state", "-pk"),
)  # fmt: skip
related_panel(
    "account", "promise", link="account", title=_("Promises"), order=32,
    shown=("standing", "due_on", "promised_by"), quick=("title", "due_on", "promised_by"),
    order_by=("-kept_on", "due_on"),
)  # fmt: skip
related_panel(
    "account", "account_plan", link="account", title=_("Account plan"), order=34,
    shown=("state", "in_charge", "review_on"), quick=("objective", "in_charge", "review_on"),
    order_by=("state", "review_on"),
)  # fmt: skip
related_panel(
    "account", "agreement", link="account", title=_("Agreements"), order=60,
    shown=("kind", "valid_from", "valid_to"), quick=("title", "kind", "valid_from", "valid_to"),
    order_by=("-valid_from",),
)  # fmt: skip
panels.register(
    panels.Panel(
        "account", "health", _("At a glance"), "relations/health.html", health.show, 5,
        "records.read", lazy=False,
    )
)  # fmt: skip
panels.register(
    panels.Panel(
        "account", "group", _("Group"), "relations/group.html", groups.show, 64, "records.read"
    )
)
page_of("account_plan")
related_panel(
    "account_plan", "plan_step", link="account_plan", title=_("Steps"), order=20,
    shown=("due_on", "done_on"), quick=("title", "due_on"), order_by=("done_on", "due_on"),
    lazy=False,
)  # fmt: skip
page_of("agreement")
attach_to("agreement", "accounts.write")


def _late(request: HttpRequest) -> Iterator[attention.Attention]:
    """Tell of the reader's own late promises, and of those of their people."""
    user, day = current(request), today()
    late = Promise.objects.visible_to(user).late(day)
    address = reverse("objects:index", args=["promise"], query={"standing__in": "late"})
    if n := late.filter(promised_by=user).count():
        text = ngettext("%(n)s of your promises is late.", "%(n)s of your promises are late.", n)
        yield attention.Attention(text % {"n": n}, f"{address}&promised_by__in={user.pk}")
    if n := late.exclude(promised_by=user).count():
        text = ngettext(
            "%(n)s promise of others to your accounts is late.",
            "%(n)s promises of others to your accounts are late.",
            n,
        )
        yield attention.Attention(text % {"n": n}, address, attention.Level.NOTE)


attention.register(attention.Source("promises", _late, 15, "records.read"))
