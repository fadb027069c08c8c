"""A kind of job that works until a file appears, for tests of workers that are killed."""

import time

from django.conf import settings

from comarca.base.jobs import Job, runner


@runner("patient")
def patient(job: Job) -> dict[str, object]:
    """Report again and again until the file ``go`` is there."""
    while not (settings.COMARCA_DATA / "go").exists():
        job.report(0.5, "waiting")
        time.sleep(0.02)
    return {}
