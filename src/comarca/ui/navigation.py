"""The main navigation: each app registers the pages that people start from, in sections."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comarca.base.objects.addresses import address
from comarca.ui.registry import Registry, permits

# The sections in their order, with what is written over each.
SECTIONS: dict[str, str | Promise] = {
    "": "",
    "work": _("My work"),
    "customers": _("Customers"),
    "sales": _("Sales"),
    "service": _("Service"),
    "territories": _("Territories"),
    "company": _("Company"),
}


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry: where it leads, how it looks, its section, and who sees it.

    ``action`` is one of the permissions table, ``section`` one of ``SECTIONS``.
    """

    key: str
    label: str | Promise
    icon: str
    url_name: str
    order: int
    action: str = ""
    arguments: tuple[str, ...] = ()
    section: str = "company"

    def entry(self, path: str) -> dict[str, Any]:
        """Return the entry for a page at this path; the home page is current only on itself."""
        where = address(self.url_name, *self.arguments)
        current = path == where if where == "/" else path.startswith(where)
        return {"path": where, "label": self.label, "icon": self.icon, "current": current}


items: Registry[NavItem] = Registry()
register = items.register


def entries_for(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the entries that the person who asks may see, section by section."""
    return [entry for section in sections_for(request) for entry in section["entries"]]


def sections_for(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the sections that hold anything for the person who asks: key, title and entries."""
    found: dict[str, list[dict[str, Any]]] = {key: [] for key in SECTIONS}
    for item in items:
        if permits(request.user, item.action):
            found[item.section].append(item.entry(request.path))
    return [
        {"key": key, "title": SECTIONS[key], "entries": entries}
        for key, entries in found.items()
        if entries
    ]
