"""Photos of visits: kept once however often a phone sends them, beside what was reported."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comarca.base import files
from comarca.base.events import record
from comarca.base.files import FileRefused, StoredFile
from comarca.team.models import Person
from comarca.ui.attachments import ATTACHED
from comarca.visits.models import Visit, VisitEntry
from comarca.visits.receiving import Told, receive
from comarca.visits.reporting import PLACE

MOST = 20  # photos of one visit


@transaction.atomic
def attach(visit: Visit, person: Person, told: Told, file: Any) -> VisitEntry:
    """Keep a photo with the activity of a visit, or with the visit until it is told of.

    Raises
    ------
    FileRefused
        If it is no picture, too large, or there are too many.
    """
    row = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    known = VisitEntry.objects.filter(person=person, key=told.key).first()
    if known is not None:
        return known
    if VisitEntry.objects.filter(visit=row, kind=VisitEntry.Kind.PHOTO).count() >= MOST:
        raise FileRefused(_("A visit keeps at most 20 photos."))
    owner = ("activity", row.activity_id) if row.activity_id else (PLACE, row.pk)
    kept = files.store(
        file.chunks(), file.name or "photo.jpg", StoredFile.Kind.ATTACHMENT, owner=owner, by=person
    )
    if not kept.content_type.startswith("image/"):
        kept.location.unlink(missing_ok=True)  # its row goes with the transaction
        raise FileRefused(_("This file is no picture."))
    record(row, ATTACHED, actor=person, after={"file": kept.name})
    return receive(row, person, told)
