"""What the worker does for reports."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, runner
from comarca.reports.letters import send_due


@runner("reports.letters", _("Sending reports"), repeat="every 15 minutes", priority=-1)
def letters(job: Job) -> dict[str, Any]:
    """Send the reports that are due."""
    return {"sent": send_due(), "stay": True}
