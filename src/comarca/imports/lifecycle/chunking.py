"""Works through the rows of an import in short transactions, so that nobody else waits for it.

Each transaction first takes hold of the import itself: of two workers that both think it theirs,
one waits, and then finds the rows done. What is committed is marked on its rows, so that work
which was cut off goes on where it stopped.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet

from comarca.base.per_request import remembering
from comarca.base.search.keeping import gathering
from comarca.imports.models import Import, ImportRow

Write = Callable[[Sequence[ImportRow]], None]
# SQLite lets a waiting writer look again after at most a tenth of a second: rest a little longer.
REST = 0.12


class MovedOn(Exception):
    """The import is no longer in the state that this work needs: somebody else has moved it on."""


@dataclass(slots=True)
class Pace:
    """How many rows one transaction writes: as many as take ``aim`` seconds, within bounds."""

    size: int = 500
    aim: float = 0.6
    least: int = 50
    most: int = 4000

    def took(self, seconds: float) -> None:
        """Learn from the last transaction; at most double or halve.

        >>> pace = Pace(size=500, aim=0.5)
        >>> pace.took(0.25)
        >>> pace.size
        1000
        """
        factor = min(max(self.aim / max(seconds, 1e-6), 0.5), 2.0)
        self.size = min(max(int(self.size * factor), self.least), self.most)


def in_chunks(
    batch: Import, state: str, rows: "QuerySet[ImportRow]", write: Write, pace: Pace
) -> Iterator[int]:
    """Write rows by number, a transaction at a time, and yield how many each has written.

    Raises ``MovedOn`` where the import is in another state than ``state``.
    """
    last = -1
    while True:
        begun = time.perf_counter()
        with remembering(), gathering(), transaction.atomic():
            hold(batch, state)
            part = list(rows.filter(number__gt=last)[: pace.size])
            if part:
                write(part)
        if not part:
            return
        last = part[-1].number
        pace.took(time.perf_counter() - begun)
        yield len(part)
        let_others_in()


def hold(batch: Import, state: str) -> None:
    """Keep everybody else from moving the import on before this transaction ends."""
    if not Import.objects.filter(pk=batch.pk, state=state).update(state=state):
        raise MovedOn


def move(batch: Import, states: Sequence[str], to: str) -> None:
    """Take an import from one of some states to another; of two who try, one succeeds."""
    if not Import.objects.filter(pk=batch.pk, state__in=states).update(state=to):
        raise MovedOn
    batch.state = to


def let_others_in() -> None:
    """Leave SQLite's only writing lock to whoever waits for it; PostgreSQL has no such lock."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(REST)
