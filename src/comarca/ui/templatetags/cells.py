"""Draws the cells of a list in Python: an included template for each took most of a page's time."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from comarca.ui.lists.rows import Cell, Row
from comarca.ui.templatetags.islands import icon

register = template.Library()
LONGEST = 120


@register.simple_tag
def list_cell(cell: Cell, row: Row) -> SafeString:
    """Draw one cell with its link, its mark and the way to change it in place."""
    kind = "num" if cell.is_number else "words" if cell.is_words else ""
    classes = f"{kind} editable".strip() if cell.edit else kind
    return format_html(
        '<td data-label="{}" class="{}"><span class="cell">{}{}</span></td>',
        cell.field.heading, classes, _words(cell), _change(cell, row),
    )  # fmt: skip


def _words(cell: Cell) -> str:
    if cell.href:
        return format_html('<a href="{}">{}</a>', cell.href, cell.text)
    if cell.is_tag:
        return format_html('<span class="tag">{}</span>', cell.text)
    return Truncator(cell.text).chars(LONGEST) if len(cell.text) > LONGEST else cell.text


def _change(cell: Cell, row: Row) -> str:
    if not cell.edit:
        return ""
    said = _("Change %(field)s of %(name)s") % {"field": cell.field.heading, "name": row.title}
    return format_html(
        '<a class="cell-edit" href="{}" hx-get="{}" hx-target="closest td" hx-swap="outerHTML"'
        ' title="{}">{}<span class="visually-hidden">{}</span></a>',
        cell.edit, cell.edit, _("Change"), icon("pencil"), said,
    )  # fmt: skip
