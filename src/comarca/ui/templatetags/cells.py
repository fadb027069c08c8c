"""Draws the lines of a list in Python: templates for each cell took most of a page's time."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from comarca.base.objects.fields import Field
from comarca.ui.actions import actions_of
from comarca.ui.lists.rows import Cell, Row
from comarca.ui.templatetags.islands import icon

register = template.Library()
LONGEST = 120
NAME = "\x00"  # where the name of an object goes; no text that is shown holds it


class Look:
    """How one column of a list is drawn: what is the same in all its lines, worked out once."""

    def __init__(self, field: Field) -> None:
        heading = field.heading
        self.label = escape(heading)
        said = _("Change %(field)s of %(name)s") % {"field": heading, "name": NAME}
        self.said, _name, self.said_after = escape(said).partition(NAME)
        self.title = escape(_("Change"))
        self.pencil = icon("pencil")

    def draw(self, cell: Cell, name: str) -> str:
        """Return one cell with its link, its mark and the way to change it in place.

        ``name`` is the object's, escaped.
        """
        kind = "num" if cell.is_number else "words" if cell.is_words else ""
        classes = f"{kind} editable".strip() if cell.edit else kind
        return (
            f'<td data-label="{self.label}" class="{classes}"><span class="cell">'
            f"{_words(cell)}{self._change(cell, name)}</span></td>"
        )

    def _change(self, cell: Cell, name: str) -> str:
        if not cell.edit:
            return ""
        where = escape(cell.edit)
        return (
            f'<a class="cell-edit" href="{where}" hx-get="{where}" hx-target="closest td"'
            f' hx-swap="outerHTML" title="{self.title}">{self.pencil}'
            f'<span class="visually-hidden">{self.said}{name}{self.said_after}</span></a>'
        )


@register.simple_tag
def list_cell(cell: Cell, row: Row) -> SafeString:
    """Draw one cell."""
    return mark_safe(Look(cell.field).draw(cell, escape(row.title)))  # noqa: S308 - escaped above


@register.simple_tag(takes_context=True)
def list_lines(context: dict[str, Any], rows: Sequence[Row]) -> SafeString:
    """Draw the lines of a list, each with its box to tick and what apps offer for it."""
    buttons = _buttons(context)
    looks = [Look(cell.field) for cell in rows[0].cells] if rows else []
    tick, _name, tick_after = escape(_("Tick %(name)s") % {"name": NAME}).partition(NAME)
    parts: list[str] = []
    for row in rows:
        name = escape(row.title)
        parts.append(
            '<tr><td class="tick"><input class="form-check-input" type="checkbox" form="bulk-form"'
            f' name="ids" value="{row.pk:d}" aria-label="{tick}{name}{tick_after}"></td>'
        )
        parts += [look.draw(cell, name) for look, cell in zip(looks, row.cells, strict=True)]
        if buttons:
            drawn = (button.format(where=address(row.pk), name=name) for address, button in buttons)
            parts.append(f'<td class="row-actions">{"".join(drawn)}</td>')
        parts.append("</tr>")
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped


def _buttons(context: dict[str, Any]) -> list[tuple[Callable[[Any], str], str]]:
    """Return the address and the button of each action that is offered on every line."""
    place = f"{context['object_type'].key}.line"
    found = []
    for action in actions_of(place, context["request"]):
        label = _braced(f"{icon(action.icon)}{escape(str(action.label))}")
        name = '<span class="visually-hidden"> {name}</span>'
        found.append((action.address, f'<a class="btn btn-sm" href="{{where}}">{label}{name}</a>'))
    return found


def _braced(text: str) -> str:
    """Return a text that ``format`` leaves as it is."""
    return text.replace("{", "{{").replace("}", "}}")


def _words(cell: Cell) -> str:
    if cell.href:
        return f'<a href="{escape(cell.href)}">{escape(cell.text)}</a>'
    if cell.is_tag:
        return f'<span class="tag">{escape(cell.text)}</span>'
    long = len(cell.text) > LONGEST
    return escape(Truncator(cell.text).chars(LONGEST) if long else cell.text)
