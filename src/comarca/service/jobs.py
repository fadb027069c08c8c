"""What the worker does for service."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, runner
from comarca.service.cases.alarms import tell_due
from comarca.service.surveys.asking import ask_all


@runner("service.alarms", _("Time limits of cases"), repeat="every 5 minutes", priority=1)
def alarms(job: Job) -> dict[str, Any]:
    """Warn of time limits that are near, and escalate those that were missed."""
    return {"told": tell_due(), "stay": True}


@runner("service.surveys", _("Asking customers how satisfied they are"), repeat="every 60 minutes")
def surveys(job: Job) -> dict[str, Any]:
    """Ask whom the surveys ask now."""
    return {"asked": ask_all(), "stay": True}
