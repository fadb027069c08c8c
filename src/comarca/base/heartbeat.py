"""A worker's heartbeat: says every few seconds that it is alive and looks after lost jobs."""

import logging
import threading

from django.db import DatabaseError, connection

from comarca.base import recovery
from comarca.base.workers import Worker, own_name, say_alive

log = logging.getLogger(__name__)


class Heartbeat:
    """Beats in a thread of its own beside the work."""

    def __init__(self, name: str = "") -> None:
        self.name = name or own_name()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def beat(self) -> None:
        """Beat once: be present, keep this worker's jobs alive, take care of lost ones."""
        say_alive(self.name)
        recovery.beat(self.name)
        recovery.requeue_lost()

    def start(self) -> None:
        """Begin to beat."""
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop beating and sign the worker off."""
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
