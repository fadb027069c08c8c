"""Takes files through preview and import as the worker does."""

from collections.abc import Sequence

from comarca.base import queue
from comarca.base.jobs import Job
from comarca.imports.lifecycle import intake, previewing
from comarca.imports.models import Import
from comarca.team.models import Person

HEADINGS = (
    "Código;Razón social;Dirección;Población;Provincia;C.P.;Longitud;Latitud;Visitas;Ventas 2025"
)


def spanish(*rows: str, headings: str = HEADINGS) -> bytes:
    """Return a file as a Spanish program writes it."""
    return "\r\n".join([headings, *rows, ""]).encode("latin-1")


def previewed(content: bytes, person: Person | None = None, **mapping: str) -> Import:
    """Take a file in and preview it."""
    batch = intake.take_in("clientes.csv", [content], person)
    batch.mapping = mapping
    previewing.prepare(batch)
    batch.refresh_from_db()
    return batch


def actions(batch: Import) -> Sequence[str]:
    """Return what each row does."""
    return list(batch.rows.order_by("number").values_list("action", flat=True))


def work(job: Job | None) -> Job:
    """Do one job, as the worker would."""
    assert job is not None
    assert job.start()
    queue.run(job)
    job.refresh_from_db()
    return job
