"""The long work with files that come in, done by the worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, runner
from comarca.imports.described import applying as applying_objects
from comarca.imports.described import previewing as previewing_objects
from comarca.imports.described import undoing as undoing_objects
from comarca.imports.lifecycle import applying, geocoding, previewing, undoing
from comarca.imports.models import Import
from comarca.imports.reading import UnreadableFile

# What keeps an import from going on, each with a sentence for its page.
STOPPED = (
    applying.ChangedMeanwhile, applying.CodesTaken, applying.NotPreviewed, undoing.NotApplied
)  # fmt: skip


@runner("imports.preview", _("Previewing a file"))
def preview(job: Job) -> dict[str, Any]:
    """Preview one file."""
    batch = Import.objects.get(pk=job.payload["import"])
    with _telling(batch):
        way = previewing_objects if batch.is_described else previewing
        way.prepare(batch, job.report)
    return {"next": _page(batch)}


@runner("imports.apply", _("Importing a file"))
def apply(job: Job) -> dict[str, Any]:
    """Apply one import."""
    batch = Import.objects.get(pk=job.payload["import"])
    done: dict[str, Any] = {}
    with _telling(batch):
        way = applying_objects if batch.is_described else applying
        done = way.apply(batch, job.requested_by, job.report)
    return {**done, "next": _page(batch)}


@runner("imports.undo", _("Undoing an import"))
def undo(job: Job) -> dict[str, Any]:
    """Undo one import."""
    batch = Import.objects.get(pk=job.payload["import"])
    done: dict[str, Any] = {}
    with _telling(batch):
        way = undoing_objects if batch.is_described else undoing
        done = way.undo(batch, job.requested_by, job.report)
    return {**done, "next": _page(batch)}


@runner("imports.geocode", _("Looking up streets"))
def geocode(job: Job) -> dict[str, Any]:
    """Look up the streets of the rows that have no place."""
    batch = Import.objects.get(pk=job.payload["import"])
    placed = geocoding.place_by_street(batch, job.report)
    return {"placed": placed, "next": _page(batch)}


@contextmanager
def _telling(batch: Import) -> Iterator[None]:
    """Keep what went wrong with the import, in words, for its page."""
    try:
        yield
    except UnreadableFile as error:
        batch.state = Import.State.FAILED
        _keep(batch, {"problem": error.problem, "remedy": error.remedy})
    except STOPPED as error:
        batch.refresh_from_db()
        _keep(batch, {"problem": _why(error), "remedy": ""})
    except undoing.CannotUndo as error:
        batch.refresh_from_db()
        rows = [asdict(obstacle) for obstacle in error.obstacles]
        _keep(batch, {"problem": _why(error), "remedy": "", "obstacles": rows})


def _why(error: Exception) -> str:
    """Return why an import stopped, as a sentence: ``str`` would make it plain text."""
    return error.args[0] if error.args else ""


def _keep(batch: Import, trouble: dict[str, Any]) -> None:
    """Store what went wrong."""
    batch.summary = {**batch.summary, "trouble": trouble}
    batch.save(update_fields=["summary", "state"])


def _page(batch: Import) -> str:
    """Return the page that shows an import."""
    return reverse("imports:detail", args=[batch.pk])
