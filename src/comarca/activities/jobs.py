"""What the worker does for activities."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.activities.reminders import tell_due
from comarca.base.jobs import Job, runner


@runner("activities.remind", _("Reminders"), repeat="every 5 minutes", priority=1)
def remind(job: Job) -> dict[str, Any]:
    """Tell people of what begins soon."""
    return {"told": tell_due(), "stay": True}
