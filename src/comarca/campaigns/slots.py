"""What campaigns put into the pages: their list, and the steps on a campaign's page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.campaigns.requests import visits
from comarca.campaigns.views import visible_campaign
from comarca.ui import navigation, panels
from comarca.ui.objects.related import related_panel
from comarca.visits.requested import register

navigation.register(
    navigation.NavItem(
        "campaigns", _("Campaigns"), "speakerphone", "objects:index", 36, "records.read",
        ("campaign",), "customers",
    )
)  # fmt: skip
panels.places.register(
    panels.Place(
        "campaign", visible_campaign, lambda row: reverse("campaigns:detail", args=[row.pk])
    )
)
related_panel(
    "campaign", "campaign_step", link="campaign", title=_("Steps"), order=20,
    shown=("position", "kind", "waits", "outcome"),
    quick=("position", "kind", "title", "template", "days", "minutes", "within", "outcome",
           "goes_to"),
    order_by=("position",), lazy=False,
)  # fmt: skip
register("campaigns", visits)
