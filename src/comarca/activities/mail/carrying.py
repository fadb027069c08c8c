"""The files that a message takes along: uploaded for it, or copies of what hangs on the account."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from comarca.accounts.models import Account
from comarca.activities.mail.filing import PLACE
from comarca.activities.models import Activity, Email
from comarca.base import files
from comarca.base.files import FileRefused, StoredFile
from comarca.base.files.limits import MB

MOST = 10  # files of one message
LARGEST = 15 * MB  # all of them: many servers take 20 to 25 MB, and sending makes them a third more
OFFERED = 30
CHUNK = 1_000_000


@dataclass(frozen=True, slots=True)
class Carried:
    """What a message is to take along."""

    uploaded: "Sequence[UploadedFile[bytes]]" = ()
    there: Sequence[StoredFile] = ()

    def check(self) -> None:
        """Refuse more, or larger files than a message takes. Raises ``FileRefused``."""
        sizes = [*(one.size or 0 for one in self.uploaded), *(one.size for one in self.there)]
        if len(sizes) > MOST:
            raise FileRefused(_("A message takes at most %(most)d files.") % {"most": MOST})
        if sum(sizes) > LARGEST:
            said = _("The files of a message may take %(most)d MB together; these take %(size)d.")
            raise FileRefused(said % {"most": LARGEST // MB, "size": -(-sum(sizes) // MB)})


def offered(account: Account) -> "QuerySet[StoredFile]":
    """Return the files of an account, its activities and its messages; whoever sees it sees them.

    The newest come first.
    """
    activities = Activity.objects.filter(account=account, archived_at=None)
    mails = Email.objects.filter(activity__in=activities)
    rows = StoredFile.objects.filter(
        Q(place="account", object_id=account.pk)
        | Q(place="activity", object_id__in=activities.values("pk"))
        | Q(place=PLACE, object_id__in=mails.values("pk")),
        kind=StoredFile.Kind.ATTACHMENT,
    )
    return rows.order_by("-created_at", "-pk")


def take_along(email: Email, carried: Carried, by: Any) -> list[StoredFile]:
    """Keep the files of a message as they are sent, whatever becomes of the first ones.

    Raises
    ------
    FileRefused
        Naming the file that is too large, of a kind that is not kept, or gone; nothing is left.
    """
    carried.check()
    kept: list[StoredFile] = []
    try:
        for name, chunks in _chunks(carried):
            kept.append(_keep(email, name, chunks, by))
    except FileRefused:
        for one in kept:
            one.location.unlink(missing_ok=True)
        raise
    return kept


def _keep(email: Email, name: str, chunks: Iterable[bytes], by: Any) -> StoredFile:
    try:
        return files.store(
            chunks, name, StoredFile.Kind.ATTACHMENT, owner=(PLACE, email.pk), by=by,
            largest=min(LARGEST, settings.COMARCA_FILE_MB * MB),
        )  # fmt: skip
    except FileRefused as refused:
        raise FileRefused(f"{name}: {refused}") from refused


def _chunks(carried: Carried) -> Iterator[tuple[str, Iterable[bytes]]]:
    for one in carried.uploaded:
        yield one.name or "", one.chunks()
    for kept in carried.there:
        if not kept.location.is_file():
            raise FileRefused(_("%(name)s is no longer kept here.") % {"name": kept.name})
        yield kept.name, _read(kept)


def _read(kept: StoredFile) -> Iterator[bytes]:
    with kept.location.open("rb") as stream:
        while piece := stream.read(CHUNK):
            yield piece


def parts(email: Email) -> list[tuple[str, bytes, str]]:
    """Return the files of a message as it is sent: name, content, type.

    Raises
    ------
    FileRefused
        If one of them is gone: a message is never sent without what it says it brings.
    """
    found = []
    for one in StoredFile.objects.of(PLACE, email.pk).order_by("pk"):
        if not one.location.is_file():
            raise FileRefused(_("%(name)s is no longer kept here.") % {"name": one.name})
        found.append((one.name, one.location.read_bytes(), one.content_type))
    return found


def names_by_activity(activities: list[int]) -> dict[int, str]:
    """Return a line for each activity that has files of its own or of its message."""
    mails = dict(Email.objects.filter(activity__in=activities).values_list("pk", "activity"))
    rows = StoredFile.objects.filter(
        Q(place=PLACE, object_id__in=list(mails)) | Q(place="activity", object_id__in=activities),
        kind=StoredFile.Kind.ATTACHMENT,
    )
    found: dict[int, list[str]] = {}
    for place, pk, name in rows.order_by("pk").values_list("place", "object_id", "name"):
        activity = mails[pk] if place == PLACE else pk
        if activity is not None:
            found.setdefault(activity, []).append(name)
    return {pk: _("Files: %(names)s") % {"names": ", ".join(n)} for pk, n in found.items()}
