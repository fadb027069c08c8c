"""A Comarca of its own, with the demo inside, to measure and to photograph."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMARCA = ROOT / ".venv" / "bin" / "comarca"
PATIENCE = 60.0


@dataclass
class Server:
    """A running Comarca: its address, its processes and how long it took to answer."""

    url: str
    process: subprocess.Popen[bytes]
    data: Path
    seconds_to_answer: float
    health: dict[str, object] = field(default_factory=dict)


def environment(data: Path, port: int = 8000) -> dict[str, str]:
    """Return the environment of a Comarca in a folder of its own."""
    return {**os.environ, "COMARCA_DATA": str(data), "PORT": str(port), "DATABASE_URL": ""}


def comarca(data: Path, *arguments: str) -> str:
    """Run one ``comarca`` command to its end and return what it printed."""
    done = subprocess.run(
        [COMARCA, *arguments],
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"comarca {' '.join(arguments)} failed:\n{done.stderr[-3000:]}")
    return done.stdout


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(data: Path) -> Iterator[Server]:
    """Serve what lies in a folder until the block ends."""
    port = free_port()
    began = time.monotonic()
    process = subprocess.Popen(
        [COMARCA, "serve", "--port", str(port)],
        env=environment(data, port),
        stdout=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        health = _wait(url, process, began)
        yield Server(url, process, data, time.monotonic() - began, health)
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes], began: float) -> dict[str, object]:
    while time.monotonic() - began < PATIENCE:
        if process.poll() is not None:
            sys.exit("The server ended before it answered.")
        try:
            with urllib.request.urlopen(f"{url}/health/", timeout=2) as answer:  # noqa: S310
                health: dict[str, object] = json.load(answer)
                return health
        except OSError:
            time.sleep(0.05)
    sys.exit("The server did not answer within a minute.")
