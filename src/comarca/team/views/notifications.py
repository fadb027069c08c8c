"""The bell's page: what concerns me, read and unread, and how I want to be told."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comarca.base.events.comments import texts_of
from comarca.base.events.links import address_of, readable
from comarca.base.events.notifications import Mail, Notification, NotificationChoice, kinds
from comarca.base.events.wording import describe, noun_of
from comarca.team.access import current
from comarca.team.models import Person

PAGE = 30


@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """List what concerns me, the newest first."""
    me = current(request)
    mine = Notification.objects.visible_to(me).filter(in_app=True)
    counts = mine.aggregate(all=Count("pk"), unread=Count("pk", filter=Q(read_at=None)))
    only = request.GET.get("show") == "unread"
    rows = mine.filter(read_at=None) if only else mine
    rows = rows.select_related("event__actor").order_by("-at", "-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "lines": _lines(list(page), me), "only": only, "counts": counts}
    return render(request, "team/notifications.html", context)


def _lines(rows: list[Notification], me: Person) -> list[dict[str, Any]]:
    """Return notifications in words; of what I may no longer see, only that it was there."""
    events = [row.event for row in rows]
    told, seen = describe(events, me), readable(events, me)
    texts = texts_of(events)
    return [
        {
            "row": row,
            "event": row.event,
            "noun": noun_of(row.event.model),
            "is_readable": row.event_id in seen,
            "text": texts.get(row.event_id, "") if row.event_id in seen else "",
            "changes": told[row.event_id] if row.event_id in seen else [],
        }
        for row in rows
    ]


@require_POST
def read(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark one as read and lead to what it is about; with ``unread``, mark it as new again."""
    mine = Notification.objects.visible_to(current(request)).filter(in_app=True)
    row = get_object_or_404(mine.select_related("event"), pk=notification_id)
    is_back = "unread" in request.POST
    Notification.objects.filter(pk=row.pk).update(read_at=None if is_back else timezone.now())
    target = "" if is_back or "stay" in request.POST else address_of(row.event)
    return redirect(target or "team:notifications")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    Notification.objects.visible_to(current(request)).unread().update(read_at=timezone.now())
    return redirect("team:notifications")


@require_http_methods(["GET", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """Choose for each kind whether the bell tells of it, and when an e-mail does."""
    me = current(request)
    if request.method == "POST":
        for kind in kinds():
            mail = request.POST.get(f"mail-{kind.key}", kind.mail)
            values = {
                "in_app": f"app-{kind.key}" in request.POST,
                "mail": mail if mail in Mail.values else kind.mail,
            }
            NotificationChoice.objects.update_or_create(person=me, kind=kind.key, defaults=values)
        messages.success(request, _("Saved."))
        return redirect("team:notification_choices")
    known = {row.kind: row for row in NotificationChoice.objects.filter(person=me)}
    rows = [
        {
            "kind": kind,
            "in_app": known[kind.key].in_app if kind.key in known else True,
            "mail": known[kind.key].mail if kind.key in known else kind.mail,
        }
        for kind in kinds()
    ]
    return render(request, "team/notification_choices.html", {"rows": rows, "mails": Mail.choices})
