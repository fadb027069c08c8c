"""``comarca worker``: takes jobs from the queue, one at a time, until it is told to stop."""

import argparse
import os
import signal
from types import FrameType
from typing import Any

from django_tasks_db.management.commands.db_worker import Worker as QueueLoop

from comarca.base import jobs
from comarca.base.heart import heart

INTERVAL = 0.25


def add_parser(commands: Any) -> None:
    """Declare the sub-command."""
    parser = commands.add_parser("worker", help="do the long work that pages ask for")
    parser.add_argument("--interval", type=float, default=INTERVAL, help="seconds between looks")
    parser.add_argument("--batch", action="store_true", help="do what waits, then end")
    parser.set_defaults(run=run)


class Loop(QueueLoop):
    """The queue's own loop; told to stop, it gives a running job back instead of waiting."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop at once when idle, else at the running job's next report."""
        jobs.stopping.set()
        self.running = False
        if not self.running_task:
            raise SystemExit(0)


def run(options: argparse.Namespace) -> int:
    """Work until told to stop, with a beating heart."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    loop = Loop(
        queue_names=["default"],
        interval=options.interval,
        batch=options.batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=heart.name[:64],
        excluded_queue_names=[],
    )
    signal.signal(signal.SIGINT, loop.shutdown)
    signal.signal(signal.SIGTERM, loop.shutdown)
    heart.start()
    try:
        loop.run()
    finally:
        heart.stop()
    return 0
