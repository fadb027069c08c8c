"""The planner is compiled before somebody waits for it, when nothing else is to be done."""

import subprocess
import sys
from contextlib import suppress
from threading import Event
from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, runner

LOOK = 0.5  # seconds between two looks at what else waits
ended = Event()  # a machine that keeps no compiled code would otherwise compile for ever


@runner(
    "visits.compile", _("Preparing the planning of weeks"), repeat="every 15 minutes", priority=-5
)
def compile_planner(job: Job) -> dict[str, Any]:
    """Compile in a process of its own, which ends when work comes that somebody waits for.

    What is compiled by then stays compiled, and the next run goes on from there.
    """
    from comarca.engine.visits.warm import is_compiled

    if ended.is_set() or is_compiled():
        return {"stay": True}
    with subprocess.Popen([sys.executable, "-m", "comarca.engine.visits.warm"]) as child:
        try:
            while child.poll() is None and not job.is_outranked():
                job.report(0.0)
                with suppress(subprocess.TimeoutExpired):
                    child.wait(LOOK)
            if child.poll() is not None:
                ended.set()
        finally:
            child.terminate()
    return {"stay": True, "compiled": is_compiled()}
