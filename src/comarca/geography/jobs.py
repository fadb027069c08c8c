"""Long work on geography: bringing in a layer, loading a pack."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comarca.base import files
from comarca.base.jobs import Job, runner
from comarca.geography import packs
from comarca.geography.arrivals import announce, on_arrival
from comarca.geography.importing.files import UnreadableLayer
from comarca.geography.importing.keeping import forget
from comarca.geography.importing.layers import Choice, import_file
from comarca.geography.models import Layer
from comarca.geography.warming import in_use, warm

SLICE = 15.0  # seconds of one run


@runner("geography.import_layer", gettext_lazy("Importing a layer"))
def import_layer(job: Job) -> dict[str, Any]:
    """Import an uploaded file of polygons, then lead to the new layer.

    The upload stays when this fails, so that its columns can be chosen anew.
    """
    path = files.located(job.payload["path"])
    if path is None:
        raise UnreadableLayer(_("The file is kept no longer. Upload it again."))
    layer = import_file(path, Choice(**job.payload["choice"]), job.report, job.requested_by)
    said = announce(layer)
    forget(path)
    return {"next": reverse("geography:layer", args=[layer.pk]), "said": said}


@runner("geography.load_pack", gettext_lazy("Loading the geography"))
def load_pack(job: Job) -> dict[str, Any]:
    """Load the bundled geography of a country, then lead to it."""
    layer = packs.load(job.payload["country"], job.report)
    said = announce(layer)
    if job.payload.get("stay"):
        return {"stay": True, "said": said}
    return {"next": reverse("geography:layer", args=[layer.pk]), "said": said}


@runner(
    "geography.tiles", gettext_lazy("Preparing the map"), repeat="every 15 minutes", priority=-5
)
def cut_tiles(job: Job) -> dict[str, Any]:
    """Cut tiles that are missing, for a short while, and after any work that somebody waits for."""
    chosen = Layer.objects.filter(pk=job.payload["layer"]) if job.payload else in_use()
    done = warm(chosen, SLICE, job.is_outranked)
    if job.payload and job.is_outranked():
        Job.ask(job.kind, job.payload)
    return {"stay": True, "done": done}


@on_arrival
def _cut(layer: Layer) -> str:
    """Have the tiles of a new layer cut; there is nothing to say about it."""
    Job.ask("geography.tiles", {"layer": layer.pk})
    return ""


@runner("geography.arrived", gettext_lazy("Placing accounts that waited for a map"))
def arrived(job: Job) -> dict[str, Any]:
    """Place again what waits, after a layer has got postal codes."""
    layer = Layer.objects.get(pk=job.payload["layer"])
    said = announce(layer)
    return {"next": reverse("geography:layer", args=[layer.pk]), "said": said}
