"""Asks the worker for the long parts of an import, one at a time."""

from django.conf import settings

from comarca.base.jobs import Job
from comarca.imports.lifecycle.applying import to_create, to_update
from comarca.imports.models import Import
from comarca.team.models import Person


def ask_preview(batch: Import, person: Person) -> Job:
    """Ask for a preview."""
    batch.state = Import.State.UPLOADED
    batch.save(update_fields=["state"])
    return _ask("imports.preview", batch, person)


def ask_apply(batch: Import, person: Person) -> Job:
    """Ask for the import itself."""
    return _ask("imports.apply", batch, person)


def ask_undo(batch: Import, person: Person) -> Job:
    """Ask for the undoing."""
    return _ask("imports.undo", batch, person)


def ask_geocode(batch: Import, person: Person) -> Job:
    """Ask for the streets to be looked up."""
    return _ask("imports.geocode", batch, person)


def can_geocode(batch: Import) -> bool:
    """Return whether a street geocoder is set and there is something to look up."""
    waiting = batch.state == Import.State.PREVIEWED and batch.summary.get("unplaced")
    return bool(settings.GEOCODER and waiting)


def will_write(batch: Import) -> dict[str, int]:
    """Return how many accounts an import would create and change."""
    if batch.state != Import.State.PREVIEWED:
        return {"create": 0, "update": 0}
    return {"create": to_create(batch).count(), "update": to_update(batch).count()}


def written(batch: Import) -> dict[str, int]:
    """Return how many accounts of an import that was cut off are written, and of how many."""
    if batch.state not in {Import.State.APPLYING, Import.State.UNDOING}:
        return {}
    total = to_create(batch).count() + to_update(batch).count()
    return {"done": batch.rows.exclude(done="").count(), "total": total}


def _ask(kind: str, batch: Import, person: Person) -> Job:
    """Queue one job and remember it with the import; a running one is not doubled."""
    if batch.job and not batch.job.is_over:
        return batch.job
    payload = {"import": batch.pk}
    batch.summary.pop("trouble", None)
    batch.job = Job.ask(kind, payload, requested_by=person)
    batch.save(update_fields=["job", "summary"])
    return batch.job
