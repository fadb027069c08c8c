"""Long work on accounts: laying a grid over them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.accounts.grids import grid_over_accounts
from comarca.base.jobs import Job, runner


@runner("accounts.grid", _("Making a grid"))
def lay_grid(job: Job) -> dict[str, Any]:
    """Lay a grid of hexagons over the accounts, then lead to the new layer."""
    layer = grid_over_accounts(int(job.payload["resolution"]), job.payload["name"], job.report)
    return {"next": reverse("geography:layer", args=[layer.pk])}
