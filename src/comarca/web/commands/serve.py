"""``comarca serve``: the pages and a worker, in one tree of processes that ends together."""

import argparse
import os
import socket
import sys
from pathlib import Path
from typing import Any

from comarca.web.commands.supervise import Child, Supervisor

SOURCES = Path(__file__).resolve().parents[2]
THREADS, MOST_PROCESSES, MOST_WORKERS = 4, 4, 2


def add_parser(commands: Any) -> None:
    """Declare the sub-command."""
    parser = commands.add_parser("serve", help="serve the pages, with a worker")
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument(
        "--workers", type=int, default=workers(),
        help="jobs done at a time (default: one, two from four cores on; 0: none)",
    )  # fmt: skip
    parser.add_argument(
        "--processes", type=int, default=processes(),
        help="processes that answer pages (default: one a core, four at the most)",
    )  # fmt: skip
    parser.add_argument("--threads", type=int, default=THREADS, help="pages a process answers")
    parser.add_argument("--reload", action="store_true", help="start again when a source changes")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    if not is_prepared():
        print("✗ The database is not ready. Run first: comarca init", file=sys.stderr)
        return 1
    if not is_free(options.host, options.port):
        text = f"✗ Port {options.port} is in use. Choose another: comarca serve --port PORT"
        print(text, file=sys.stderr)
        return 1
    web = web_command(options.host, options.port, options.threads, options.processes)
    children = [Child("web", web)]
    worker = [sys.executable, "-m", "comarca.web.cli", "worker"]
    children += [Child(f"worker {n + 1}", worker) for n in range(options.workers)]
    host = f"[{options.host}]" if ":" in options.host else options.host
    print(f"Comarca: http://{host}:{options.port}/  (Ctrl+C ends it)", flush=True)
    return Supervisor(children, watch=SOURCES if options.reload else None).run()


def is_prepared() -> bool:
    """Return whether the database has the form of this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    ready = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    return ready


def is_free(host: str, port: int) -> bool:
    """Return whether nobody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def processes() -> int:
    """Return how many processes answer pages: Python works on one core in each."""
    return int(os.environ.get("COMARCA_PROCESSES") or min(cores(), MOST_PROCESSES))


def workers() -> int:
    """Return how many jobs are done at a time: half the cores stay for the pages."""
    return max(1, min(cores() // 2, MOST_WORKERS))


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def web_command(host: str, port: int, threads: int, count: int = 1) -> list[str]:
    """Return the command of the web server: some processes, each of some threads."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host),
        *("--port", str(port), "--workers", str(count), "--blocking-threads", str(threads)),
        *("--log-level", "warning", "--respawn-failed-workers", "--no-ws", "--backlog", "1024"),
        # One that is told to end while it still begins does not hear it: it is ended by force.
        *("--workers-kill-timeout", "5"),
        "comarca.web.wsgi:application",
    ]
