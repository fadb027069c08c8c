"""Visits as JSON: what a phone sends when it has a signal again."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Header, Router, Schema
from ninja.files import UploadedFile
from pydantic import AwareDatetime, Field

from comarca.accounts.models import Account
from comarca.activities.models import Activity
from comarca.base.api.errors import ApiError
from comarca.base.files import FileRefused
from comarca.team.access import current, permitted
from comarca.visits.models import Visit, VisitEntry
from comarca.visits.photos import attach
from comarca.visits.receiving import Told, receive

router = Router(tags=["visits"])
WORDS = {
    "outcome", "text", "products", "next_title", "next_kind", "next_days", "lon", "lat", "seen",
}  # fmt: skip
SentAt = Annotated[AwareDatetime | None, Header(alias="X-Sent-At")]


class EntryIn(Schema):
    """One thing noted on a phone; ``said_at`` and the header ``X-Sent-At`` are by its own clock."""

    key: UUID
    kind: Literal["check_in", "report", "cancel"]
    said_at: AwareDatetime
    device: str = Field("", max_length=40)
    seen: int = Field(0, ge=0)
    outcome: Literal["", "good", "open", "bad", "no_answer"] = ""
    text: str = Field("", max_length=10_000)
    products: str = Field("", max_length=2000)
    next_title: str = Field("", max_length=200)
    next_kind: str = Field("", max_length=7)
    next_days: int | None = Field(None, ge=0, le=3660)
    lon: float | None = Field(None, ge=-180, le=180)
    lat: float | None = Field(None, ge=-90, le=90)
    settles: UUID | None = None


class Theirs(Schema):
    """What stands on the server, where an entry contradicts it."""

    outcome: str
    text: str
    by: str
    at: datetime


class EntryOut(Schema):
    """What became of an entry; ``clock_off`` is by how many seconds the phone's clock is wrong."""

    key: UUID
    state: str
    version: int
    made_at: datetime
    clock_off: int
    server_time: datetime
    theirs: Theirs | None = None


def visible_visit(request: HttpRequest, visit_id: int) -> Visit:
    """Return a visit that the reader sees and may report; else 404, or 403.

    Whoever owns the account may tell of a visit that was handed over meanwhile: their phone did
    not know.
    """
    person = current(request)
    rows = Visit.objects.select_related("week", "account")
    visit = rows.visible_to(person).filter(pk=visit_id).first()
    if visit is None:
        accounts = Account.objects.visible_to(person, archived=True)
        visit = get_object_or_404(rows.filter(account__in=accounts), pk=visit_id)
    permitted(request, "activities.write")
    return visit


@router.post("/{int:visit_id}/entries", response=EntryOut)
def tell(request: HttpRequest, visit_id: int, said: EntryIn, sent_at: SentAt = None) -> EntryOut:
    """Take what a phone noted of a visit; the same key again is answered again."""
    visit = visible_visit(request, visit_id)
    if visit.day is None and said.kind != "cancel":
        raise ApiError("This visit has no day.", status=422)
    sent = sent_at or timezone.now()
    words = said.dict(include=WORDS, exclude_defaults=True)
    told = Told(sent_at=sent, **said.dict(), payload=words)
    return _answer(receive(visit, current(request), told))


@router.post("/{int:visit_id}/photos", response=EntryOut)
def photo(
    request: HttpRequest, visit_id: int, key: Form[UUID], said_at: Form[AwareDatetime],
    file: File[UploadedFile], sent_at: SentAt = None,
) -> EntryOut:  # fmt: skip
    """Keep a photo of a visit; the same key again keeps no second one."""
    visit = visible_visit(request, visit_id)
    told = Told(key=key, kind="photo", said_at=said_at, sent_at=sent_at or timezone.now())
    try:
        return _answer(attach(visit, current(request), told, file))
    except FileRefused as refused:
        raise ApiError(str(refused), status=422) from refused


def _answer(entry: VisitEntry) -> EntryOut:
    visit = Visit.objects.get(pk=entry.visit_id)
    is_open = entry.state == VisitEntry.State.CONFLICT
    return EntryOut(
        key=entry.key, state=entry.state, version=visit.version, made_at=entry.made_at,
        clock_off=entry.clock_off, server_time=timezone.now(),
        theirs=_theirs(visit.activity_id) if is_open else None,
    )  # fmt: skip


def _theirs(activity_id: int | None) -> Theirs | None:
    if activity_id is None:
        return None
    done = Activity.objects.filter(pk=activity_id).select_related("owner").first()
    if done is None:
        return None
    by = done.owner.name if done.owner else "–"
    return Theirs(outcome=done.outcome, text=done.text, by=by, at=done.updated_at)
