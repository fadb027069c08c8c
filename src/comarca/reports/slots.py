"""What reports put into the pages: their list, and a button on every list of objects."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.base.objects import ObjectType
from comarca.ui import actions, navigation

navigation.register(
    navigation.NavItem(
        "reports", _("Reports"), "chart-bar", "reports:index", 60, "records.read"
    )
)  # fmt: skip


def _is_list(request: HttpRequest, target: Any) -> bool:
    return isinstance(target, ObjectType)


actions.register(
    actions.Action(
        "list", "report", _("Report"), "chart-bar",
        lambda kind: reverse("reports:show", query={"r-object": kind.key}), 60, "records.read",
        offered=_is_list,
    )
)  # fmt: skip
