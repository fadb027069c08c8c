"""A worker's heart: says every few seconds that it is alive and looks after lost jobs."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from comarca.base import recovery
from comarca.base.workers import Worker, own_name, say_alive

log = logging.getLogger(__name__)
HOUR = 3600.0


class Heart:
    """Beats in a thread of its own beside the work."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.job_id: int | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._pruned = 0.0

    @contextmanager
    def beating_for(self, job_id: int) -> Iterator[None]:
        """Beat for one job while it runs."""
        self.job_id = job_id
        try:
            yield
        finally:
            self.job_id = None

    def beat(self) -> None:
        """Beat once: be present, keep the running job alive, take care of lost ones."""
        say_alive(self.name)
        if self.job_id is not None:
            recovery.beat(self.job_id)
        recovery.requeue_lost()
        if time.monotonic() - self._pruned > HOUR:
            recovery.prune()
            self._pruned = time.monotonic()

    def start(self) -> None:
        """Begin to beat."""
        self._thread = threading.Thread(target=self._run, name="heart", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop beating and say goodbye."""
        self._stop.set()
        if self._thread:
            self._thread.join(timeout=recovery.HEARTBEAT_SECONDS)
        Worker.objects.filter(name=self.name).delete()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.beat()
            except DatabaseError:
                log.exception("The worker could not write its heartbeat; it tries again.")
                connection.close()
            self._stop.wait(recovery.HEARTBEAT_SECONDS)
        connection.close()


heart = Heart(own_name())
