"""How long work says how far it is, is cancelled, and keeps to its time limit."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

Report = Callable[[float, str], bool | None]
"""Called with a share done (0 to 1) and a message; answers False to cancel."""


@dataclass
class Clock:
    """Watches the time limit and the person who may cancel; both stop after a whole step.

    Parameters
    ----------
    limit
        Seconds from now, or None for no limit.
    report
        Called at most every ``every`` seconds; returning False cancels.
    """

    limit: float | None = None
    report: Report | None = None
    every: float = 0.1
    begun: float = field(default_factory=time.monotonic)
    stopped: str = ""
    _said: float = -1.0

    @property
    def seconds(self) -> float:
        """Return the seconds since the work began."""
        return time.monotonic() - self.begun

    def go_on(self, share: float, message: str = "") -> bool:
        """Say how far the work is; return False when it must stop (see ``stopped``)."""
        if self.stopped:
            return False
        now = self.seconds
        if self.report is not None and (now - self._said >= self.every or share >= 1):
            self._said = now
            if self.report(share, message) is False:
                self.stopped = "cancelled"
                return False
        if self.limit is not None and now > self.limit:
            self.stopped = "time"
            return False
        return True


class Follower(Clock):
    """The clock of a thread: it runs while another one, which is watched elsewhere, lets it."""

    def __init__(self, going: Callable[[], bool]) -> None:
        super().__init__()
        self._going = going

    def go_on(self, share: float, message: str = "") -> bool:
        """Return False when the work must stop; what is said of it goes nowhere."""
        return self._going()
