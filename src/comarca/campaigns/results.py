"""What a campaign came to: who reached its goal, against the target and the hold-out group."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Count
from django.utils import timezone

from comarca.campaigns import goals
from comarca.campaigns.models import Campaign, CampaignMember
from comarca.service.surveys.intervals import Estimate, difference, share

CHUNK = 900


@dataclass(frozen=True, slots=True)
class Group:
    """One of the two groups: how many there are, how many reached the goal, the share of them."""

    n: int
    reached: int
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class Result:
    """Both groups, their difference (per cent of accounts), and whether it can be chance."""

    treated: Group
    held_out: Group
    effect: Estimate | None

    @property
    def is_clear(self) -> bool:
        """Return whether the interval of the difference leaves nought out."""
        return self.effect is not None and (self.effect.low > 0 or self.effect.high < 0)


def result_of(campaign: Campaign) -> Result:
    """Return what a campaign came to so far.

    An account counts from its entry to the campaign's end in both groups, whatever became of it on
    the way: who left or answered stays where chance had put them.
    """
    treated, held_out = (_group(campaign, is_held_out=one) for one in (False, True))
    effect = difference(treated.reached, treated.n, held_out.reached, held_out.n)
    return Result(treated, held_out, _per_cent(effect))


def counts_of(campaign: Campaign) -> list[tuple[str, int]]:
    """Return how many accounts stand where, in words."""
    rows = campaign.members.treated().values_list("state").annotate(n=Count("pk")).order_by("state")
    labels = dict(CampaignMember.State.choices)
    return [(str(labels[state]), n) for state, n in rows]


def without_time(campaign: Campaign) -> list[tuple[str, int]]:
    """Return who has no hour left before the end, and how many accounts wait for them."""
    rows = campaign.members.treated().filter(
        state=CampaignMember.State.ACTIVE, has_no_time=True, person__isnull=False
    )
    counted = rows.values_list("person__name").annotate(n=Count("pk")).order_by("-n", "person")
    return [(name, n) for name, n in counted]


def _group(campaign: Campaign, *, is_held_out: bool) -> Group:
    goal = goals.find(campaign.goal)
    rows = list(
        campaign.members.filter(is_held_out=is_held_out).values_list("account", "entered_at")
    )
    if goal is None or not rows:
        return Group(len(rows), 0, None)
    end = timezone.make_aware(datetime.combine(campaign.ends_on, time.min))
    reached = 0
    by_day: dict[datetime, list[int]] = {}
    for account, entered in rows:
        by_day.setdefault(entered, []).append(account)
    for entered, accounts in by_day.items():
        for at in range(0, len(accounts), CHUNK):
            reached += len(goal.reached(accounts[at : at + CHUNK], entered, end))
    return Group(len(rows), reached, _per_cent(share(reached, len(rows))))


def _per_cent(one: Estimate | None) -> Estimate | None:
    if one is None:
        return None
    return Estimate(one.value * 100, one.low * 100, one.high * 100, one.n)
