"""Setting the workload of all accounts as long work: a hundred thousand take a while."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, runner
from comarca.territories.workload.applying import apply_classes, apply_standards

KIND = "territories.workload"


@runner(KIND, _("Setting the workload"))
def set_workload(job: Job) -> dict[str, Any]:
    """Write classes of sales, or the segments' visits and hours, into the accounts."""
    act = apply_classes if job.payload["what"] == "classes" else apply_standards
    changed = act(
        job.requested_by,
        overwrite=bool(job.payload.get("overwrite")),
        say=lambda share: job.report(share, gettext("Writing the figures…")),
    )
    text = ngettext("%(n)s account changed.", "%(n)s accounts changed.", changed)
    job.report(1.0, text % {"n": number_format(changed)})
    return {"accounts": changed, "next": "/plans/workload/"}
