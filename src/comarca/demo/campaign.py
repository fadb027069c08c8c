"""The demo's campaign: six weeks under way, with a hold-out group and results; all invented."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from comarca.accounts.models import Account, owners_on
from comarca.activities.models import Activity, ActivityContact
from comarca.campaigns.models import Campaign, CampaignFamily, CampaignMember, CampaignStep
from comarca.campaigns.running import is_held_out
from comarca.contacts.models import Contact
from comarca.demo.activities import working_day
from comarca.relations.models import AccountTag, Need, ProductFamily, Tag
from comarca.team.models import Person
from comarca.ui.lists.models import SavedView

SEED = 20251015
ACCOUNTS = 400
WEEKS, TO_GO = timedelta(weeks=6), timedelta(weeks=5)
NAME, TAG = "Café de la mañana", "Campaña de café"
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("call", {"title": "Presentar el café de la mañana", "minutes": 15}),
    ("branch", {"outcome": "bad"}),
    ("wait", {"days": 7}),
    ("visit", {"title": "Cata de café en la tienda", "within": 21}),
)
REACHED, REACHED_ANYWAY = 0.27, 0.12  # shares of the two groups that note a need
States = CampaignMember.State


def make_campaign(day: date, owner: Person) -> Campaign | None:
    """Write the campaign as it stands on a day; None where there are no accounts to choose from."""
    dice = Random(SEED)  # noqa: S311
    whose = dict(owners_on(day).values_list("account", "person"))
    chosen = list(Account.objects.filter(pk__in=whose, status="customer").order_by("pk"))
    chosen = dice.sample(chosen, min(ACCOUNTS, len(chosen)))
    if not chosen:
        return None
    campaign = _campaign(day, owner, chosen)
    contacts = dict(Contact.objects.order_by("-pk").values_list("account", "pk"))
    members = [_member(campaign, one.pk, whose[one.pk], contacts.get(one.pk)) for one in chosen]
    _walk(dice, [one for one in members if not one.is_held_out], day)
    CampaignMember.objects.bulk_create(members)
    _needs(dice, campaign, members)
    return campaign


def _campaign(day: date, owner: Person, accounts: Sequence[Account]) -> Campaign:
    """Make the campaign with its steps and its target group: the accounts that bear its mark."""
    tag = Tag.objects.create(name=TAG, is_generated=True)
    AccountTag.objects.bulk_create(AccountTag(account=one, tag=tag) for one in accounts)
    view = SavedView.objects.create(
        object_type="account",
        name=TAG,
        query=f"tags__in={tag.pk}",
        owner=owner,
        shared=SavedView.Shared.EVERYBODY,
    )
    made = Campaign.objects.create(
        name=NAME, goal="need", target=25, segment=view, held_out=25, owner=owner,
        objective="Que una de cada cuatro estaciones quiera café recién hecho por la mañana.",
        starts_on=day - WEEKS, ends_on=day + TO_GO, state=Campaign.State.RUNNING,
        is_generated=True,
    )  # fmt: skip
    for position, (kind, more) in enumerate(STEPS, 1):
        CampaignStep.objects.create(
            campaign=made, position=position, kind=kind, is_generated=True, **more
        )
    family = ProductFamily.objects.filter(name__icontains="café").first()
    if family is not None:
        CampaignFamily.objects.create(campaign=made, family=family)
    return made


def _member(
    campaign: Campaign, account: int, person: int | None, contact: int | None
) -> CampaignMember:
    entered = timezone.make_aware(datetime.combine(campaign.starts_on, time(8)))
    return CampaignMember(
        campaign=campaign, account_id=account, person_id=person, contact_id=contact,
        is_held_out=is_held_out(campaign, account), entered_at=entered, due_at=entered,
    )  # fmt: skip


def _walk(dice: Random, members: Sequence[CampaignMember], day: date) -> None:
    """Take the accounts as far as they have come: called, visited, or still to be."""
    acts: list[Activity] = []
    for one in members:
        acts += _way(dice, one, day)
    made = Activity.objects.bulk_create(acts)
    heard = {one.account_id: one.contact_id for one in members if one.contact_id}
    ActivityContact.objects.bulk_create(
        ActivityContact(activity=act, contact_id=heard[act.account_id])
        for act in made
        if act.account_id in heard
    )


def _way(dice: Random, one: CampaignMember, day: date) -> Iterator[Activity]:
    """Yield what was done and planned for one account, and leave it where it stands."""
    called = working_day(day - timedelta(days=dice.randrange(-6, 40)))
    call = _activity(dice, one, "call", called, day)
    yield call
    one.position = 1
    if call.is_open:
        one.activity = call
        return
    one.outcome, at = call.outcome, timezone.localtime(call.at)
    if call.outcome == Activity.Outcome.BAD:
        one.position, one.state, one.left_at, one.due_at = len(STEPS), States.DONE, at, None
        return
    if called + timedelta(days=7) > day:
        one.position, one.due_at = 3, at + timedelta(days=7)
        return
    visit = _activity(dice, one, "visit", working_day(called + timedelta(days=12)), day)
    yield visit
    one.position, one.outcome = len(STEPS), visit.outcome
    if visit.is_open:
        one.activity = visit
    else:
        one.state, one.left_at, one.due_at = States.DONE, timezone.localtime(visit.at), None


def _activity(dice: Random, one: CampaignMember, kind: str, when: date, day: date) -> Activity:
    """Return a call or a visit of the campaign, done if its day is past."""
    is_over = when < day
    is_whole = kind == "visit" and not is_over
    at = timezone.make_aware(
        datetime.combine(when, time.min if is_whole else time(9 + dice.randrange(7)))
    )
    outcome = dice.choices(("good", "open", "bad"), (5, 3, 2))[0]
    title = next(str(more["title"]) for name, more in STEPS if name == kind)
    return Activity(
        reference=f"g-{dice.getrandbits(60):016x}", kind=kind, title=title,
        account_id=one.account_id, owner_id=one.person_id, at=at, is_all_day=is_whole,
        ends_at=None if is_whole else at + timedelta(minutes=15 if kind == "call" else 40),
        state=Activity.State.DONE if is_over else Activity.State.PLANNED,
        outcome=outcome if is_over else "", is_generated=True,
    )  # fmt: skip


def _needs(dice: Random, campaign: Campaign, members: Sequence[CampaignMember]) -> None:
    """Note what came of it: more often where something was done than where nothing was."""
    Need.objects.bulk_create(
        Need(
            account_id=one.account_id, title="Café recién hecho por la mañana",
            evidence=f"Campaña «{campaign.name}»", is_generated=True,
        )
        for one in members
        if dice.random() < (REACHED_ANYWAY if one.is_held_out else REACHED)
    )  # fmt: skip
