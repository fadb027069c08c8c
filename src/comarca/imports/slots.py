"""What imports put into the pages: their place in the navigation, and a button over lists."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comarca.accounts.duplicates.followers import stays
from comarca.base.jobs import Job
from comarca.imports.models import Import, ImportRow
from comarca.imports.targets import may_bring
from comarca.team.access import current
from comarca.ui import actions, attention, navigation

REMEMBERED = timedelta(days=30)
MOST = 3


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


def _new_of(kind: Any) -> str:
    """Lead to the page where a file with objects of a kind is dropped."""
    return f"{_new(kind)}?kind={kind.key}"


def _may_come(request: HttpRequest, kind: Any) -> bool:
    """Return whether a person may bring objects of a kind in with a file."""
    return may_bring(request.user, kind)


actions.register(
    actions.Action(
        "list", "import", _("Import"), "file-import", _new_of, action="imports.run",
        offered=_may_come,
    )
)  # fmt: skip


def _orders(target: Any) -> str:
    """Lead to the page where the history of orders comes in."""
    return reverse("imports:orders")


def _is_order(request: HttpRequest, kind: Any) -> bool:
    """Return whether a list is that of orders, and who reads it may bring some in."""
    return kind.key in {"order", "order_line"} and kind.may_write(request.user)


actions.register(
    actions.Action(
        "list", "import_orders", _("Import order lines"), "file-import", _orders,
        action="imports.run", offered=_is_order,
    )
)  # fmt: skip


def _attention(request: HttpRequest) -> Iterator[attention.Attention]:
    """Tell of imports that were cut off, and of files that were read and wait for a decision."""
    yield from _cut_off(request)
    waiting = Import.objects.visible_to(current(request)).filter(
        state=Import.State.PREVIEWED, created_at__gt=timezone.now() - REMEMBERED
    )
    for one in waiting[:MOST]:
        text = gettext("“%(file)s” was read and waits for your decision.")
        address = reverse("imports:detail", args=[one.pk])
        yield attention.Attention(
            text % {"file": one.file_name}, address, attention.Level.NOTE,
            gettext("Nothing is changed before you import it."),
        )  # fmt: skip


def _cut_off(request: HttpRequest) -> Iterator[attention.Attention]:
    """Tell of imports of which only a part is in, and which nobody is working on."""
    partly = Import.objects.visible_to(current(request)).filter(
        state__in=[Import.State.APPLYING, Import.State.UNDOING], job__state__in=Job.OVER
    )
    for one in partly[:MOST]:
        yield attention.Attention(
            gettext("The import of “%(file)s” was cut off half-way.") % {"file": one.file_name},
            reverse("imports:detail", args=[one.pk]), attention.Level.WARNING,
            gettext("Go on where it stopped, or undo it."),
        )  # fmt: skip


# The rows of an import tell what it did; they stay with the account they made.
stays(ImportRow)
attention.register(attention.Source("imports", _attention, 30, "imports.run"))
