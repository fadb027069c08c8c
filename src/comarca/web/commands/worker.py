"""``comarca worker``: takes jobs from the queue, one at a time, until it is told to stop."""

import argparse
import logging
import os
import signal
import time
from types import FrameType
from typing import Any

INTERVAL = 0.25
# Pages come first: of a core that both want, they get three quarters.
LESS_URGENT_THAN_PAGES = 5
log = logging.getLogger(__name__)


def add_parser(commands: Any) -> None:
    """Declare the sub-command."""
    parser = commands.add_parser("worker", help="do the long work that pages ask for")
    parser.add_argument("--interval", type=float, default=INTERVAL, help="seconds between looks")
    parser.add_argument("--batch", action="store_true", help="do what waits, then end")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Work until told to stop, with a heartbeat."""
    from comarca.base import queue
    from comarca.base.heartbeat import Heartbeat

    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT_THAN_PAGES)
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    heartbeat = Heartbeat()
    queue.keep_schedules()
    heartbeat.start()
    try:
        _work(heartbeat.name, options.interval, options.batch)
    finally:
        heartbeat.stop()
    return 0


def _work(name: str, interval: float, batch: bool) -> None:
    """Do what is due, one job after the other; with ``batch``, end when nothing is."""
    from django.db import close_old_connections

    from comarca.base.jobs import stopping

    while not stopping.is_set():
        close_old_connections()
        if _work_once(name):
            continue
        if batch:
            return
        # Not stopping.wait(): a signal handler that sets an event its own thread is waiting on
        # can block for ever.
        time.sleep(interval)


def _work_once(name: str) -> bool:
    """Do the next job, if there is one. Only a lost database keeps a worker from the next."""
    from django.db import DatabaseError, connection

    from comarca.base import queue

    try:
        job = queue.claim(name)
        if job is None:
            return False
        queue.run(job)
    except DatabaseError:
        log.exception("The worker lost the database; it tries again.")
        connection.close()
        return False
    except Exception:
        log.exception("A job failed; its page says so.")
    return True


def _stop(signum: int, frame: FrameType | None) -> None:
    """End when idle, else give the running job back at its next report."""
    from comarca.base.jobs import stopping

    stopping.set()
