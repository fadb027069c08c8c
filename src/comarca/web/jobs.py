"""Long work of the installation itself: loading a country's geography."""

from importlib import import_module
from typing import Any

from comarca.base.jobs import Job, runner


@runner("web.load_geography")
def load_geography(job: Job) -> dict[str, Any]:
    """Load a country's bundled geography, while people go on with other things."""
    packs = import_module("comarca.geography.packs")
    packs.load(str(job.payload["country"]).lower(), progress=job.report)
    return {"stay": True}
