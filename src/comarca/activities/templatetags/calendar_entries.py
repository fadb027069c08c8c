"""Draws what stands in a calendar: ``{% entry one several %}``.

A week of a team holds hundreds of them, each a fifth of a template's time when drawn here.
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from comarca.activities.agenda.entries import Shown
from comarca.ui.templatetags.islands import icon

register = template.Library()


@register.simple_tag
def entry(one: Shown, several: bool = False, brief: bool = False) -> SafeString:
    """Draw one entry: an activity that can be opened and moved, one of another app, or busy.

    With ``several`` people in the calendar, it says whose it is. A ``brief`` one is cut where its
    cell ends: where it is comes first.
    """
    said = one.said
    length = format_html('data-minute="{}" data-minutes="{}"', said["minute"], said["minutes"])
    inside = _inside(one, said, several, brief or bool(one.uid))
    if one.pk:
        return _activity(one, said, length, inside)
    if one.uid:
        link = '<a class="entry" href="{}" draggable="false" {}>{}</a>'
        return format_html(link, one.address, length, inside)
    return format_html('<span class="entry entry-outer" {}>{}</span>', length, inside)


def _activity(one: Shown, said: dict[str, str], length: str, inside: str) -> SafeString:
    """Draw an activity, with what the script needs to move it."""
    occurrence = one.occurrence and format_html(' data-occurrence="{}"', one.occurrence)
    return format_html(
        '<a class="entry entry-{}" id="{}" href="{}" draggable="false" data-entry="{}"'
        ' data-version="{}" data-at="{}" {}{}{} data-move="{}">{}</a>',
        one.state, said["id"], one.address, said["pk"], said["version"], said["at"], length,
        SafeString(" data-whole" if one.is_all_day else ""), occurrence, said["move"], inside,
    )  # fmt: skip


def _inside(one: Shown, said: dict[str, str], several: bool, where_first: bool) -> SafeString:
    """Write when it is, what, with whom, whose, and for those who hear it that it is done."""
    clock = ended = SafeString("")
    if not one.is_all_day:
        clock = format_html('<time datetime="{}">{}</time> ', said["iso"], said["clock"])
    if one.pk and one.state == "done":
        done = pgettext("activity", "Done")
        ended = format_html('<span class="visually-hidden"> ({})</span>', done)
    # What another app plans is called by what it is, a visit; where it leads says more.
    what = (one.account, one.title) if where_first else (one.title, one.account)
    parts = (*what, one.person if several else "")
    words = " · ".join(part for part in parts if part)
    return format_html("{}<span>{}{}{}</span>", icon(one.icon), clock, words, ended)
