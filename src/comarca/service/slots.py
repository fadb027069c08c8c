"""What service puts into the pages: the desk, an account's cases, late cases at home."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case as When_
from django.db.models import IntegerField, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comarca.accounts.models import Account
from comarca.base.objects import find
from comarca.relations import health
from comarca.service.access import visible_article, visible_case
from comarca.service.clocks.wording import next_face
from comarca.service.models import Case
from comarca.team.access import current
from comarca.ui import attention, navigation, panels
from comarca.ui.attachments import attach_to

SHOWN = 6

navigation.register(
    navigation.NavItem(
        "desk", _("Service desk"), "lifebuoy", "service:desk", 10, "records.read",
        section="service",
    )
)  # fmt: skip
for key, label, icon, order in (
    ("case", _("Cases"), "inbox", 12), ("article", _("Knowledge base"), "book", 40),
):  # fmt: skip
    navigation.register(
        navigation.NavItem(
            key, label, icon, "objects:index", order, "records.read", (key,), "service"
        )
    )
navigation.register(
    navigation.NavItem(
        "scores", _("Satisfaction"), "mood-smile", "service:scores", 30, "records.read",
        section="service",
    )
)  # fmt: skip
panels.places.register(
    panels.Place("case", visible_case, lambda row: reverse("service:case", args=[row.pk]))
)
panels.places.register(
    panels.Place("article", visible_article, lambda row: reverse("service:article", args=[row.pk]))
)
attach_to("case", "cases.write")
attach_to("article", "cases.write")


def _cases(request: HttpRequest, account: Account) -> dict[str, Any]:
    """Show an account's cases, those that still run first."""
    rank = When_(
        When(state__in=Case.RUNNING, then=Value(0)), When(state="waiting", then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    rows = Case.objects.filter(account=account, archived_at=None).select_related("queue", "owner")
    return {
        "account": account,
        "rows": [
            (row, None if row.is_over else next_face(row))
            for row in rows.order_by(rank, "-opened_at")[:SHOWN]
        ],
        "may_write": current(request).may("cases.write"),
        "all_url": f"{find('case').index_url}?account__in={account.pk}",
    }


def _late(request: HttpRequest) -> Iterator[attention.Attention]:
    """Tell of one's own late cases, and of those of one's people that were escalated."""
    person, now = current(request), timezone.now()
    rows = Case.objects.running().filter(resolution_due__lte=now)
    if n := rows.filter(owner=person).count():
        text = ngettext("%(n)s of your cases is late.", "%(n)s of your cases are late.", n)
        yield attention.Attention(text % {"n": n}, reverse("service:desk", query={"whose": "mine"}))
    others = Case.objects.visible_to(person).running().filter(alarm=Case.Alarm.ESCALATED)
    if n := others.exclude(owner=person).count():
        text = ngettext("%(n)s case is escalated.", "%(n)s cases are escalated.", n)
        asked = {"alarm__in": "escalated", "state__in": list(Case.RUNNING)}
        address = f"{find('case').index_url}?{urlencode(asked, doseq=True)}"
        yield attention.Attention(text % {"n": n}, address, attention.Level.NOTE)


def _sign(request: HttpRequest, account: Account) -> Iterator[health.Sign]:
    """Tell how many cases of an account are open, and whether any is late."""
    rows = Case.objects.filter(account=account, archived_at=None).exclude(state__in=Case.OVER)
    rule = _("Bad while a case is past its time limit.")
    alarms = list(rows.order_by().values_list("alarm", flat=True))
    count, late = len(alarms), alarms.count(Case.Alarm.ESCALATED)
    if late:
        text = ngettext("%(n)d case is late.", "%(n)d cases are late.", late) % {"n": late}
    else:
        text = ngettext("%(n)d case is open.", "%(n)d cases are open.", count) % {"n": count}
    said = text if count else str(_("No case is open."))
    yield health.Sign(said, str(rule), is_bad=bool(late))


panels.register(
    panels.Panel("account", "cases", _("Cases"), "service/panel.html", _cases, 20, "records.read")
)
attention.register(attention.Source("cases", _late, 12, "records.read"))
health.register("cases", _sign, 35)
