"""The main navigation: each app registers the pages that people start from."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

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
        address = reverse(self.url_name, args=self.arguments)
        current = path == address if address == "/" else path.startswith(address)
        return {"path": address, "label": self.label, "icon": self.icon, "current": current}


items: Registry[NavItem] = Registry()
register = items.register


def entries_for(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the entries that the person who asks may see."""
    return [item.entry(request.path) for item in items if permits(request.user, item.action)]
