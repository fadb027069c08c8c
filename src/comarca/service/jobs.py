"""What the worker does for service."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, runner
from comarca.service.cases.alarms import tell_due


@runner("service.alarms", _("Time limits of cases"), repeat="every 5 minutes", priority=1)
def alarms(job: Job) -> dict[str, Any]:
    """Warn of time limits that are near, and escalate those that were missed."""
    return {"told": tell_due(), "stay": True}
