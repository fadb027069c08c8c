"""Calendars out and in: private links to one's own, and calendars that are kept elsewhere."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.activities.agenda import feed
from comarca.activities.agenda.net import CannotFetch, session_for
from comarca.activities.crypt import lock
from comarca.activities.jobs import READ
from comarca.activities.models import CalendarSource, FeedLink
from comarca.base.events import record
from comarca.base.jobs import Job
from comarca.team.access import current, permitted

MOST = 20  # links, and outer calendars, of one person


class SourceForm(forms.ModelForm[CalendarSource]):
    """An outer calendar; its password is kept encrypted and never shown again."""

    url = forms.CharField(
        label=gettext_lazy("Address"), max_length=1000, widget=forms.URLInput,
    )  # fmt: skip
    password = forms.CharField(
        label=gettext_lazy("Password"), required=False, widget=forms.PasswordInput,
        help_text=gettext_lazy("For CalDAV. Kept encrypted."),
    )  # fmt: skip

    class Meta:
        model = CalendarSource
        fields = ("name", "kind", "url", "username")

    def clean_url(self) -> str:
        """Hold the address to what Comarca reads."""
        url: str = self.cleaned_data["url"].replace("webcal://", "https://", 1)
        try:
            session_for(url).close()
        except CannotFetch as error:
            raise forms.ValidationError(str(error)) from error
        return url


@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Show one's links and outer calendars."""
    return _page(request)


@require_POST
def new_link(request: HttpRequest) -> HttpResponse:
    """Make a private link and show it, this once."""
    person = permitted(request, "records.read")
    if FeedLink.objects.visible_to(person).filter(revoked_at=None).count() >= MOST:
        messages.error(request, _("You have as many links as there may be. Revoke one first."))
        return redirect("activities:feeds")
    name = request.POST.get("name", "").strip()[:60] or _("My calendar")
    _link, secret = feed.new_link(person, name)
    return _page(request, secret=secret)


@require_POST
def rotate(request: HttpRequest, link_id: int) -> HttpResponse:
    """Put a new link in the place of an old one."""
    link = _own_link(request, link_id)
    _link, secret = feed.rotate(link, current(request))
    return _page(request, secret=secret)


@require_POST
def revoke(request: HttpRequest, link_id: int) -> HttpResponse:
    """Let a link open nothing any more."""
    feed.revoke(_own_link(request, link_id), current(request))
    messages.success(request, _("The link opens nothing any more."))
    return redirect("activities:feeds")


@login_not_required
@require_GET
@never_cache
def ics(request: HttpRequest, secret: str) -> HttpResponse:
    """Send the calendar of whoever made the link; a link that was revoked does not exist."""
    person = feed.person_of(secret)
    if person is None:
        raise Http404
    with translation.override(person.language or translation.get_language()):
        answer = HttpResponse(feed.as_ics(person), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="comarca.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_POST
def add_source(request: HttpRequest) -> HttpResponse:
    """Add an outer calendar and have it read."""
    person = permitted(request, "records.read")
    form = SourceForm(request.POST)
    if CalendarSource.objects.visible_to(person).count() >= MOST:
        form.add_error(None, _("You have as many calendars as there may be. Delete one first."))
    if not form.is_valid():
        return _page(request, form=form, status=422)
    source = form.save(commit=False)
    source.person, source.secret = person, lock(form.cleaned_data["password"])
    source.save()
    record(source, "created", actor=person, after={"name": source.name, "url": source.url})
    Job.ask(READ, {"source": source.pk}, person)
    messages.success(request, _("The calendar is being read."))
    return redirect("activities:feeds")


@require_POST
def remove_source(request: HttpRequest, source_id: int) -> HttpResponse:
    """Forget an outer calendar with everything that was read of it."""
    person = current(request)
    source = get_object_or_404(CalendarSource.objects.visible_to(person), pk=source_id)
    record(source, "deleted", actor=person, before={"name": source.name, "url": source.url})
    source.delete()
    return redirect("activities:feeds")


def _own_link(request: HttpRequest, link_id: int) -> FeedLink:
    rows = FeedLink.objects.visible_to(current(request)).filter(revoked_at=None)
    found: FeedLink = get_object_or_404(rows, pk=link_id)
    return found


def _page(
    request: HttpRequest, *, secret: str = "", form: SourceForm | None = None, status: int = 200
) -> HttpResponse:
    """Show the page; a secret only to whoever has just made it."""
    from django.urls import reverse

    person = permitted(request, "records.read")
    address = request.build_absolute_uri(reverse("activities:ics", args=[secret])) if secret else ""
    context = {
        "links": FeedLink.objects.visible_to(person).filter(revoked_at=None).order_by("-pk"),
        "sources": CalendarSource.objects.visible_to(person).order_by("name"),
        "form": form or SourceForm(),
        "address": address,
    }
    return render(request, "activities/feeds.html", context, status=status)
