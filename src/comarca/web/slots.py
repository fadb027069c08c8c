"""What the installation puts into the pages: the set-up comes first, the company has settings."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.ui import actions, home
from comarca.web.steps import has_plan


def _start(request: HttpRequest) -> str:
    """Lead to the first steps while the company has no plan."""
    return "" if has_plan() else reverse("start")


def _settings(target: Any) -> str:
    """Lead to the company's settings."""
    return reverse("company")


home.detours.register(home.Detour("start", _start))
actions.register(
    actions.Action(
        "settings", "company", _("Company settings"), "building-store", _settings,
        action="settings.edit",
    )
)  # fmt: skip
