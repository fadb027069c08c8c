"""The main navigation: each app registers the pages that people start from."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from comarca.base.objects.addresses import address
from comarca.ui.registry import Registry, permits


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry: where it leads, how it looks and who sees it (``action``: permissions table)."""

    key: str
    label: str | Promise
    icon: str
    url_name: str
    order: int
    action: str = ""
    arguments: tuple[str, ...] = ()

    def entry(self, path: str) -> dict[str, Any]:
        """Return the entry for a page at this path; the home page is current only on itself."""
        where = address(self.url_name, *self.arguments)
        current = path == where if where == "/" else path.startswith(where)
        return {"path": where, "label": self.label, "icon": self.icon, "current": current}


items: Registry[NavItem] = Registry()
register = items.register


def entries_for(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the entries that the person who asks may see."""
    return [item.entry(request.path) for item in items if permits(request.user, item.action)]
