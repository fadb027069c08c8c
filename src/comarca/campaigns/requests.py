"""Asks the week's planner for the visits of campaigns: from the step's day on, within its days."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from comarca.activities.models import Activity
from comarca.campaigns.models import Campaign, CampaignMember, CampaignStep
from comarca.visits.requested import WEEK, Request

USUAL = 14  # days of a step that is gone
WORTH = 45.0  # minutes of driving that a visit is worth while later weeks could still hold it


def visits(accounts: Any, monday: date) -> Iterator[Request]:
    """Yield the open visits of running campaigns; in its last week each is required.

    One whose days have passed without it being made is asked for until the campaign ends.
    """
    rows = CampaignMember.objects.treated().filter(
        state=CampaignMember.State.ACTIVE, campaign__state=Campaign.State.RUNNING,
        campaign__archived_at=None, account__in=accounts, activity__kind=Activity.Kind.VISIT,
        activity__state=Activity.State.PLANNED, activity__archived_at=None,
        activity__is_all_day=True,
    )  # fmt: skip
    steps = CampaignStep.objects.filter(
        campaign__in=rows.values("campaign"), kind=CampaignStep.Kind.VISIT
    )
    within = {(campaign, at): days for campaign, at, days
              in steps.values_list("campaign", "position", "within")}  # fmt: skip
    sunday = monday + WEEK - timedelta(days=1)
    found = rows.values_list(
        "account", "activity", "activity__at", "campaign", "campaign__ends_on", "position"
    )
    for account, activity, at, campaign, ends_on, position in found:
        first = timezone.localdate(at)
        last = first + timedelta(days=within.get((campaign, position), USUAL) - 1)
        if last < monday:
            last = sunday
        last = min(last, ends_on - timedelta(days=1))
        yield Request(account, activity or 0, first, last, None if last <= sunday else WORTH)
