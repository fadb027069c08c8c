"""What makes entries again: events, arrivals of many at once, and the night."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _

from comarca.base.events import Event, listen, listen_many
from comarca.base.jobs import Job, runner
from comarca.base.search import index, storage
from comarca.base.search.registry import in_order, providers

logger = logging.getLogger(__name__)
KIND = "search.rebuild"
_gathered: ContextVar[dict[str, set[int]] | None] = ContextVar("entries_to_make", default=None)
AT_ONCE = 50  # more than this is quicker made again by a worker, and keeps nobody waiting


@listen
def hear(event: Event) -> None:
    """Make the entries anew that an event has changed, once its transaction is committed."""
    for provider in in_order():
        ids = provider.models.get(event.model)
        if ids is not None:
            transaction.on_commit(
                partial(_refresh, provider.key, ids, event.object_id), robust=True
            )
        if f"{event.model} {event.action}" in provider.rebuilt_by:
            ask_rebuild([provider.key])


@listen_many
def hear_many(model: str, ids: Sequence[int]) -> None:
    """Make the entries anew of many objects that were changed in one go."""
    for provider in in_order():
        of_row = provider.models.get(model)
        if of_row is None:
            continue
        if len(ids) > AT_ONCE:
            ask_rebuild([provider.key])
            continue
        for pk in ids:
            transaction.on_commit(partial(_refresh, provider.key, of_row, pk), robust=True)


def _refresh(key: str, ids: Any, object_id: int) -> None:
    gathered = _gathered.get()
    if gathered is None:
        index.refresh(key, ids(object_id))
    else:
        gathered.setdefault(key, set()).update(ids(object_id))


@contextmanager
def gathering() -> Iterator[None]:
    """Make the entries of all that changes within in one go at the end, after its transaction."""
    gathered: dict[str, set[int]] = {}
    before = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(before)
        for key, ids in gathered.items():
            try:
                index.refresh(key, ids)
            except DatabaseError:  # what was written stays; the night puts the index right
                logger.exception("The search entries of %s were not made again.", key)


def ask_rebuild(keys: Iterable[str]) -> None:
    """Have a worker make all entries of some kinds again, after a change of many objects."""
    for key in keys:
        waiting = Job.objects.filter(kind=KIND, state=Job.State.QUEUED, payload={"kind": key})
        if not waiting.exists():
            Job.ask(KIND, {"kind": key})


@runner(KIND, _("Updating the search"))
def rebuild_one(job: Job) -> dict[str, Any]:
    """Make all entries of one kind again."""
    return {"entries": index.rebuild(job.payload["kind"])}


@runner("search.nightly", _("Updating the search"), repeat="daily", priority=-10)
def rebuild_all(job: Job) -> dict[str, Any]:
    """Make the whole index again, writing only what differs: whatever was missed is put right."""
    storage.prepare(providers)
    counts: dict[str, int] = {}
    for done, key in enumerate(list(providers)):
        job.report(done / len(providers))
        counts[key] = index.rebuild(key)
    return {"entries": counts}
