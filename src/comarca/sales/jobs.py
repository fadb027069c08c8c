"""What the worker does for sales."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, runner
from comarca.sales.quotes.approving import escalate_due


@runner("sales.approvals", _("Passing on approvals"), repeat="every 15 minutes", priority=1)
def escalate(job: Job) -> dict[str, Any]:
    """Pass on the approvals whose time is up."""
    return {"passed_on": escalate_due(), "stay": True}
