"""What belongs to an object, on its page: the rows, and a short form to add one in place.

An app says ``related_panel("account", "contact", link="account", …)`` in its ``slots.py``; who
may see the account sees its contacts, who may write contacts adds one without leaving the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comarca.base import writing
from comarca.base.objects import find
from comarca.base.objects.fields import Field
from comarca.base.objects.forms import ObjectForm
from comarca.base.objects.kinds import Kind
from comarca.base.objects.types import ObjectType
from comarca.ui.lists.rows import Row, cells_of
from comarca.ui.objects.finding import require_write, visible_or_404
from comarca.ui.panels import Panel, Place, places, register

TEMPLATE = "ui/objects/related.html"
SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The rows of one kind that belong to the object of a page.

    Parameters
    ----------
    link
        The key of the field that points at the page's object.
    shown, quick
        The keys of the fields shown of each row, and of those the short form asks for.
    order_by
        The columns the rows are ordered by; those that need doing first.
    """

    place: str
    kind: str
    link: str
    shown: Sequence[str]
    quick: Sequence[str]
    order_by: Sequence[str] = ()
    title: str | Promise = ""

    @property
    def key(self) -> str:
        """Return what tells it from the others."""
        return f"{self.place}.{self.kind}"

    @property
    def object_type(self) -> ObjectType:
        """Return the kind of object that is shown."""
        return find(self.kind)


_related: dict[str, Related] = {}


def related_panel(
    place: str,
    kind: str,
    *,
    link: str,
    shown: Sequence[str],
    quick: Sequence[str],
    title: str | Promise,
    order: int = 50,
    order_by: Sequence[str] = (),
    lazy: bool = True,
) -> None:
    """Show what belongs to the objects of a page, with a short form to add to it."""
    related = Related(
        place=place, kind=kind, link=link, shown=shown, quick=quick, order_by=order_by, title=title
    )
    _related[related.key] = related
    register(Panel(place, kind, title, TEMPLATE, _shower(related), order, "records.read", lazy))


def page_of(kind: str) -> None:
    """Let the page of a kind of object be filled: panels of what belongs to it, files."""

    def found(request: HttpRequest, pk: int) -> Any:
        return visible_or_404(find(kind), request, pk)

    places.register(Place(kind, found, lambda row: find(kind).url("detail", row.pk)))


def _shower(related: Related) -> Callable[[HttpRequest, Any], dict[str, Any]]:
    """Return what fills the panel."""

    def show(request: HttpRequest, target: Any) -> dict[str, Any]:
        """Show the rows, and to those who may add one the short form."""
        return _context(related, request, target)

    return show


def _context(
    related: Related, request: HttpRequest, target: Any, form: ObjectForm | None = None
) -> dict[str, Any]:
    object_type, user = related.object_type, request.user
    rows = object_type.visible_to(user).filter(**{related.link: target.pk})
    if object_type.can_archive:
        rows = rows.filter(archived_at=None)
    found = list(rows.order_by(*(related.order_by or (object_type.order,)), "pk")[: SHOWN + 1])
    may_write = object_type.may_write(user)
    lines = _lines(related, object_type, found[:SHOWN], user)
    return {
        "object_type": object_type,
        "rows": lines,
        "labelled": _labelled([cell.field for cell in lines[0].cells]) if lines else (),
        "all_url": f"{object_type.index_url}?{related.link}__in={target.pk}",
        "is_more": len(found) > SHOWN,
        "may_write": may_write,
        "form": form,
        "target": target,
        "add_url": reverse("objects:add_to", args=[related.kind, related.place, target.pk]),
    }


def _lines(related: Related, object_type: ObjectType, found: list[Any], user: Any) -> list[Row]:
    """Return the rows with the fields that are shown of them."""
    fields = object_type.fields_for(user)
    columns: list[Field] = [fields[key] for key in related.shown if key in fields]
    return cells_of(object_type, found, columns, user)


def _labelled(fields: Sequence[Field]) -> set[str]:
    """Return what says nothing by itself: a bare figure, and which of several dates it is."""
    figures = {one.key for one in fields if one.kind.is_number and one.kind is not Kind.MONEY}
    dates = {one.key for one in fields if one.kind in {Kind.DATE, Kind.DATETIME}}
    return figures | (dates if len(dates) > 1 else set())


def _form(related: Related, request: HttpRequest, target: Any, data: Any = None) -> ObjectForm:
    """Return the short form: the page's object is not theirs to choose."""
    link = related.object_type.fields_for(request.user).get(related.link)
    form = ObjectForm(
        related.object_type,
        request.user,
        data,
        only=related.quick,
        fixed={related.link: [target.pk] if link is not None and link.many else target.pk},
    )
    form.auto_id = f"add-{related.kind}-%s"
    return form


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, place: str, key: str, target_id: int) -> HttpResponse:
    """Add one to an object from its page; what cannot be used is said beside its field.

    A page has as many short forms as panels, few of which are opened: each is fetched then.
    """
    related, page = _related.get(f"{place}.{key}"), places.find(place)
    if related is None or page is None:
        raise Http404
    target = page.find(request, target_id)
    user = require_write(related.object_type, request)
    sent = request.POST if request.method == "POST" else None  # nothing sent is asked about, too
    form: ObjectForm | None = _form(related, request, target, sent)
    if request.method == "GET" and getattr(request, "htmx", False):
        return render(request, "ui/objects/related_form.html", {"form": form})
    if form is not None and form.is_valid():
        try:
            row = writing.create(related.object_type, form.cleaned_data, user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            form = None
            if not getattr(request, "htmx", False):
                messages.success(request, _("{name} was added.").format(name=row))
                return redirect(page.address(target))
    context = _context(related, request, target, form)
    if getattr(request, "htmx", False):
        return render(request, TEMPLATE, context)
    back = page.address(target)
    return render(request, "ui/objects/related_page.html", {**context, "back": back})
