"""Long work on accounts: laying a grid over them, looking for duplicates."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.accounts.duplicates.scan import scan
from comarca.accounts.grids import grid_over_accounts
from comarca.base.jobs import Job, runner


@runner("accounts.grid", _("Making a grid"))
def lay_grid(job: Job) -> dict[str, Any]:
    """Lay a grid of hexagons over the accounts, then lead to the new layer."""
    layer = grid_over_accounts(int(job.payload["resolution"]), job.payload["name"], job.report)
    return {"next": reverse("geography:layer", args=[layer.pk])}


@runner("accounts.duplicates", _("Looking for duplicates"), priority=-5)
def look_for_duplicates(job: Job) -> dict[str, Any]:
    """Look through all accounts for the same customer twice."""
    return {"open": scan(job.report), "next": reverse("accounts:duplicates")}


@runner("accounts.duplicates.weekly", _("Looking for duplicates"), repeat="weekly", priority=-10)
def look_every_week(job: Job) -> dict[str, Any]:
    """Look through all accounts once a week, unasked."""
    return {"open": scan(job.report)}
