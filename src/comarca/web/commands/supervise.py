"""Keeps a few processes running: starts again what crashed, and ends all of them together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

LOOK_EVERY = 0.25
END_WITHIN = 8.0
FIRST_WAIT, LONGEST_WAIT, CALM_AFTER = 0.5, 30.0, 60.0
PR_SET_PDEATHSIG = 1
WATCHED = (".py", ".mo")


def end_with_parent() -> None:
    """Ask Linux to end this process when its parent dies, however that happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process to be kept running."""

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0
    wait: float = FIRST_WAIT
    due: float = 0.0

    def start(self) -> None:
        """Start the process, tied to this one's life."""
        self.began = time.monotonic()
        self.process = subprocess.Popen(self.command, preexec_fn=end_with_parent)  # noqa: PLW1509

    def look(self) -> None:
        """Start the process again if it ended; each crash in a row waits twice as long."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
        elif self.process.poll() is not None:
            self.wait = FIRST_WAIT if now - self.began > CALM_AFTER else self.wait
            code = self.process.returncode
            print(f"{self.name} ended ({code}); again in {self.wait:g} s", file=sys.stderr)
            self.process, self.due = None, now + self.wait
            self.wait = min(self.wait * 2, LONGEST_WAIT)

    def signal(self, number: int) -> None:
        """Send the process a signal, if it lives."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def end(self, deadline: float) -> None:
        """Wait for the process to end; after the deadline, end it by force."""
        if self.process is None:
            return
        try:
            self.process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


@dataclass
class Supervisor:
    """Watches over some processes until it is told to stop."""

    children: list[Child]
    watch: Path | None = None
    stopping: Event = field(default_factory=Event)

    def run(self) -> int:
        """Keep everything running; return 0 once all has ended."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stopping.set())
        seen = self._newest()
        while not self.stopping.is_set():
            for child in self.children:
                child.look()
            newest = self._newest()
            if newest != seen:
                seen = newest
                self.end_all()
            self.stopping.wait(LOOK_EVERY if self.watch is None else 1.0)
        self.end_all()
        return 0

    def end_all(self) -> None:
        """End every process, kindly first."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + END_WITHIN
        for child in self.children:
            child.end(deadline)

    def _newest(self) -> float:
        """Return when a source last changed; 0 when nobody wants to know."""
        if self.watch is None:
            return 0.0
        files = (p for p in self.watch.rglob("*") if p.suffix in WATCHED)
        return max((os.stat(p).st_mtime for p in files), default=0.0)  # noqa: PTH116
