"""Long work on geography: bringing in a layer."""

from pathlib import Path
from typing import Any

from django.urls import reverse

from comarca.base.jobs import Job, runner
from comarca.geography.importing.layers import Choice, import_file


@runner("geography.import_layer")
def import_layer(job: Job) -> dict[str, Any]:
    """Import an uploaded file of polygons, then lead to the new layer."""
    path = Path(job.payload["path"])
    layer = import_file(path, Choice(**job.payload["choice"]), job.report)
    path.unlink(missing_ok=True)
    return {"next": reverse("geography:layer", args=[layer.pk])}
