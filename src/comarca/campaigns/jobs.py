"""What the worker does for campaigns."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, runner
from comarca.campaigns.models import Campaign
from comarca.campaigns.running import CannotStart, run


@runner("campaigns.run", _("Running campaigns"), repeat="every 60 minutes")
def run_all(job: Job) -> dict[str, Any]:
    """Bring every running campaign up to now; one that cannot go on stops no other."""
    rows = list(Campaign.objects.filter(state=Campaign.State.RUNNING, archived_at=None))
    moved, problems = 0, []
    for number, campaign in enumerate(rows):
        job.report(number / len(rows), campaign.name)
        try:
            moved += run(campaign)
        except CannotStart as error:
            problems.append(f"{campaign}: {error}")
    return {"moved": moved, "problems": problems, "stay": True}
