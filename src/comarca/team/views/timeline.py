"""The timeline of an object: what happened and what was said, and a place to say more."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.base.events.comments import LONGEST, Comment, comment, comments_on, delete_comment
from comarca.base.events.links import readable
from comarca.base.events.model import Event
from comarca.base.events.timeline import Cursor, timeline
from comarca.team.access import current, permitted
from comarca.team.mentions import find_mentions
from comarca.team.models import Person
from comarca.ui.panels import Panel, Place, places

# Places with a timeline; what a person did and had done is for administrators (their own panel).
TIMELINES: set[str] = set()
MOST_AT_ONCE = 500  # entries of one moment that a page goes past


def context_of(request: HttpRequest, place: str, target: Any) -> dict[str, Any]:
    """Return what the timeline of an object shows, from a moment on backwards."""
    after = _cursor(request.GET.get("before", ""))
    entries, more = timeline(target, current(request), after)
    return {
        "place": place,
        "target": target,
        "entries": entries,
        "more": f"{more[0].isoformat()}~{more[1]}" if more else "",
        "is_first": after is None,
        "longest": LONGEST,
        "me": current(request),
    }


def _cursor(said: str) -> Cursor | None:
    """Return where an address says to go on; what makes no sense begins at the top."""
    moment, _mark, count = said.partition("~")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    if at is None or at.tzinfo is None:
        return None
    return at, min(int(count), MOST_AT_ONCE) if count.isdecimal() else 0


def timeline_panel(place: str) -> Panel:
    """Return the panel that shows the timeline of the objects of a place, and open it."""
    TIMELINES.add(place)

    def context(request: HttpRequest, target: Any) -> dict[str, Any]:
        """Show the newest entries."""
        return context_of(request, place, target)

    return Panel(place, "timeline", gettext_lazy("Timeline"), "team/timeline.html", context, 90)


@require_GET
@never_cache
def older(request: HttpRequest, place: str, target_id: int) -> HttpResponse:
    """Show older entries: as the fragment that follows, or as a page without a script."""
    page = _place(place)
    target = page.find(request, target_id)
    context = context_of(request, place, target)
    if getattr(request, "htmx", False):
        return render(request, "team/timeline_entries.html", context)
    return render(request, "team/timeline_page.html", {**context, "back": page.address(target)})


@require_POST
def add(request: HttpRequest, place: str, target_id: int) -> HttpResponse:
    """Write a comment; the people it mentions are told, unknown names are said."""
    author = permitted(request, "comments.write")
    page = _place(place)
    target = page.find(request, target_id)
    text = request.POST.get("text", "").strip()
    if not text:
        messages.error(request, _("Write something first."))
        return redirect(page.address(target))
    if len(text) > LONGEST:
        messages.error(request, _("A comment has at most 4,000 characters."))
        return redirect(page.address(target))
    probe = Event(pk=0, model=target._meta.label_lower, object_id=target.pk)
    found = find_mentions(
        text, Person.objects.active(), lambda person: bool(readable([probe], person))
    )
    comment(target, author, text, [person.pk for person in found.people])
    _say(request, found.unknown)
    return redirect(f"{page.address(target)}#timeline")


def _say(request: HttpRequest, unknown: tuple[str, ...]) -> None:
    messages.success(request, _("Your comment is there."))
    if unknown:
        text = ngettext(
            "Nobody was told as %(names)s: no colleague who may see this has that name.",
            "Nobody was told as %(names)s: no colleagues who may see this have those names.",
            len(unknown),
        )
        messages.warning(request, text % {"names": ", ".join(f"@{name}" for name in unknown)})


@require_POST
def remove(request: HttpRequest, place: str, target_id: int, comment_id: int) -> HttpResponse:
    """Delete a comment: one's own, or any as an administrator."""
    page = _place(place)
    target = page.find(request, target_id)
    made: Comment = get_object_or_404(comments_on(target), pk=comment_id)
    person = current(request)
    if made.author_id != person.pk and not person.may("people.manage"):
        raise PermissionDenied
    delete_comment(made, target, person)
    messages.success(request, _("The comment is deleted."))
    return redirect(f"{page.address(target)}#timeline")


def _place(key: str) -> Place:
    """Return a place that has a timeline; else 404."""
    place = places.find(key)
    if place is None or key not in TIMELINES:
        raise Http404
    return place
