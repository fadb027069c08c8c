"""One page of a list with everything around it: filters, views, columns, groups, pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from comarca.base.objects.fields import Field, Place
from comarca.base.objects.types import ObjectType
from comarca.ui.actions import actions
from comarca.ui.lists import asked as asking
from comarca.ui.lists import filter_form, grouping, maps, menus
from comarca.ui.lists.asked import Asked
from comarca.ui.lists.formats import formats_of
from comarca.ui.lists.models import ListPreference, SavedView
from comarca.ui.lists.rows import cells_of, ordered, rows_for

SIZE = 50
MOST_COUNTED = 10_000  # counting and paging end here, so that 100,000 accounts stay quick


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column, and the query that a click on it asks for."""

    field: Field
    query: str
    aria: str

    @property
    def label(self) -> str:
        """Return the words of the head."""
        return self.field.heading


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page this is, and how many rows there are as far as they were counted."""

    number: int
    count: int
    shown: int

    @property
    def first(self) -> int:
        """Return the place of the first row shown."""
        return (self.number - 1) * SIZE + 1 if self.shown else 0

    @property
    def last(self) -> int:
        """Return the place of the last row shown."""
        return (self.number - 1) * SIZE + self.shown

    @property
    def is_capped(self) -> bool:
        """Return whether there may be more rows than were counted."""
        return self.count >= MOST_COUNTED

    @property
    def previous(self) -> int:
        """Return the page before, 0 if there is none."""
        return self.number - 1

    @property
    def next(self) -> int:
        """Return the page after, 0 if there is none."""
        return self.number + 1 if self.number * SIZE < self.count else 0


def list_page(
    request: HttpRequest,
    object_type: ObjectType,
    template: str = "ui/lists/page.html",
    extra: Mapping[str, Any] | None = None,
    *,
    usual: str = "",
) -> HttpResponse:
    """Answer a request to the list of a kind of object.

    ``usual`` is the query that stands for an address without one: ``is_active__yes=1``.
    """
    user: Any = request.user
    fields = object_type.fields_for(user)
    asked = asking.read(request.GET or QueryDict(usual), fields)
    if asked.typed:
        return HttpResponseRedirect(f"?{asked.query()}")
    preference = ListPreference.objects.filter(person=user, object_type=object_type.key).first()
    if not request.GET and preference is not None and preference.view_id is not None:
        view = SavedView.objects.visible_to(user).filter(pk=preference.view_id).first()
        if view is not None:
            return HttpResponseRedirect(f"?{view.query}&view={view.pk}")
    open_menu, menu = menus.asked_for(request, object_type, asked, preference)
    if open_menu and request.headers.get("HX-Request"):
        return render(request, f"ui/lists/menu_{open_menu}.html", menu)
    context = _context(object_type, asked, user, fields, preference)
    return render(request, template, context | menu | {"open_menu": open_menu} | dict(extra or {}))


def _context(
    object_type: ObjectType,
    asked: Asked,
    user: Any,
    fields: dict[str, Field],
    preference: ListPreference | None,
) -> dict[str, Any]:
    """Return what the page shows."""
    rows, problems = rows_for(object_type, asked, user)
    columns = asking.columns_of(
        asked, fields, preference.columns if preference else (), object_type
    )
    inorder = ordered(rows, object_type, asked, fields)
    by = fields.get(asked.group)
    grouped = by is not None and grouping.groupable(by)
    figures = grouping.summable(columns) if by is not None and not by.many else []
    count = inorder.count_to(MOST_COUNTED)
    number = min(asked.page, max((count - 1) // SIZE + 1, 1))
    start = (number - 1) * SIZE
    objects = [] if grouped else inorder[start : start + SIZE]
    return {
        "object_type": object_type,
        "has_line_actions": any(one.place == f"{object_type.key}.line" for one in actions),
        "asked": asked,
        "query": asked.query(),
        "problems": problems,
        "columns": columns,
        "heads": heads(columns, asked, object_type),
        "objects": objects,
        "rows": cells_of(object_type, objects, columns, user),
        "pages": Pages(number, count, len(objects)),
        "groups": grouping.groups_of(rows, by, asked, figures) if grouped and by else [],
        "figures": figures,
        "grouped_by": by if grouped else None,
        "chips": filter_form.chips(object_type, asked, user),
        "formats": formats_of(object_type.key),
        "groupable": [one for one in fields.values() if grouping.groupable(one)],
        "choosable": _choosable(fields, columns),
        "has_map": maps.has_map(object_type),
        "map_address": maps.address_of_list(
            object_type, asked.query(sort="", group="", columns=())
        ),
        "may_write": object_type.may_write(user),
        "editable": [
            one for one in fields.values() if one.is_in(Place.FORM) and one.may_edit(user)
        ],
        "view": menus.open_view(object_type, asked, user),
        "view_label": _("Views"),
    }


def heads(columns: list[Field], asked: Asked, object_type: ObjectType) -> list[Head]:
    """Return the heads of the columns; a second click on one turns its order around."""
    now = asked.sort or object_type.order
    found = []
    for one in columns:
        sortable = one.sort and one.source.can_order
        turned = f"-{one.key}" if now == one.key else one.key
        aria = {one.key: "ascending", f"-{one.key}": "descending"}.get(now, "none")
        found.append(Head(one, asked.query(sort=turned) if sortable else "", aria))
    return found


def _choosable(fields: dict[str, Field], columns: list[Field]) -> list[dict[str, Any]]:
    """Return the columns one may choose: those shown first, in their order."""
    shown = [one.key for one in columns]
    rest = [one.key for one in fields.values() if one.is_in(Place.LIST) and one.key not in shown]
    return [
        {"key": key, "label": fields[key].heading, "shown": key in shown, "at": at}
        for at, key in enumerate([*shown, *rest], 1)
    ]
