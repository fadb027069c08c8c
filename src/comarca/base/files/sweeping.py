"""Every night: delete what is over its date, and bytes that no row knows."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comarca.base.files import derived, remove
from comarca.base.files.disk import folder
from comarca.base.files.models import StoredFile
from comarca.base.jobs import Job, runner

# A file is written before its row is: younger ones may be about to get theirs.
ORPHAN_AFTER = timedelta(days=1)


def sweep(now: datetime) -> dict[str, int]:
    """Delete the files that are kept no longer; return how many of which sort."""
    over = list(StoredFile.objects.over(now))
    for file in over:
        remove(file)
    return {
        "over": len(over),
        "orphans": _orphans(now),
        "derived": derived.clear() + derived.trim(),
    }


def _orphans(now: datetime) -> int:
    """Delete bytes without a row: what an interrupted upload has left."""
    known = set(StoredFile.objects.values_list("path", flat=True))
    limit = (now - ORPHAN_AFTER).timestamp()
    count = 0
    for path in folder().iterdir():
        if path.is_file() and path.name not in known and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
            count += 1
    return count


@runner(derived.SWEEP, _("Deleting files past their date"), repeat="daily", priority=-10)
def sweep_nightly(job: Job) -> dict[str, Any]:
    """Delete what is over its date."""
    return sweep(timezone.now())
