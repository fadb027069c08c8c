"""What imports put into the pages: their place in the navigation, and a button over lists."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.ui import actions, navigation


def _index(target: Any) -> str:
    """Lead to the imports."""
    return reverse("imports:index")


def _new(target: Any) -> str:
    """Lead to the page where a file is dropped."""
    return reverse("imports:new")


navigation.register(
    navigation.NavItem("imports", _("Imports"), "file-import", "imports:index", 40, "imports.run")
)
actions.register(
    actions.Action("accounts", "import", _("Import"), "file-import", _index, action="imports.run")
)
actions.register(
    actions.Action(
        "accounts.empty", "import", _("Import accounts"), "file-import", _new,
        action="imports.run", primary=True,
    )
)  # fmt: skip
