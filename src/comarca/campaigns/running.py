"""Runs campaigns: accounts enter, go from step to step as things are done, and leave."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.accounts.models import owners_on
from comarca.activities import editing
from comarca.activities.forms import first_moment
from comarca.activities.mail import writing
from comarca.activities.models import Activity, Email
from comarca.base import writing as keeping
from comarca.base.dates import today
from comarca.base.objects import find
from comarca.campaigns.models import Campaign, CampaignMember, CampaignStep
from comarca.campaigns.spreading import Spread
from comarca.contacts.models import Channel, Contact
from comarca.contacts.privacy.reach import reachable
from comarca.team.models import Person
from comarca.ui.lists import asked as asking
from comarca.ui.lists.rows import rows_for

CHUNK = 500
MOST_STEPS = 50  # that one account takes in one run; steps lead forward only
CHANNELS = {"visit": Channel.VISIT, "call": Channel.PHONE, "email": Channel.EMAIL}
DOES = {"visit": "visit", "call": "call", "task": "task"}
STATES = CampaignMember.State


class CannotStart(ValueError):
    """The campaign lacks something; the sentence says what."""


class NoTime(Exception):
    """Whoever is in charge has no time left for a step before the campaign ends."""


@transaction.atomic
def start(campaign: Campaign, actor: Person) -> Campaign:
    """Start a campaign, and let the accounts of its group enter.

    Raises
    ------
    CannotStart
        If it has no group, no steps, or a group that cannot be read as it was meant.
    """
    if campaign.segment is None:
        raise CannotStart(_("Choose a target group first: a saved view of accounts."))
    if not campaign.steps.filter(archived_at=None).exists():
        raise CannotStart(_("Add at least one step first."))
    row: Campaign = keeping.change(
        find("campaign"), campaign, None, {"state": Campaign.State.RUNNING}, actor
    )
    enter(row)
    return row


def stop(campaign: Campaign, actor: Person) -> Campaign:
    """Stop a campaign: what is planned is called off, nothing more is."""
    row: Campaign = keeping.change(
        find("campaign"), campaign, None, {"state": Campaign.State.STOPPED}, actor
    )
    active = row.members.filter(state=STATES.ACTIVE).select_related("activity")
    _leave(active, STATES.STOPPED, actor)
    return row


def run(campaign: Campaign, now: datetime | None = None) -> int:
    """Bring a running campaign up to now; return how many accounts went on."""
    now = now or timezone.now()
    if campaign.state != Campaign.State.RUNNING or today() >= campaign.ends_on:
        return 0
    if today() < campaign.starts_on:
        return 0
    if campaign.is_live and campaign.segment is not None:
        enter(campaign, now)
    return advance(campaign, now)


def enter(campaign: Campaign, now: datetime | None = None) -> int:
    """Let the accounts of the group enter, some of them held out; return how many came."""
    now = now or timezone.now()
    ids = _segment(campaign)
    there = set(campaign.members.values_list("account", flat=True))
    if campaign.is_live:
        gone = campaign.members.filter(state=STATES.ACTIVE, is_held_out=False)
        gone = gone.exclude(account__in=ids) if len(ids) < CHUNK else _not_in(gone, ids)
        _leave(gone.select_related("activity"), STATES.LEFT, None)
    fresh = [pk for pk in ids if pk not in there]
    owners = dict(owners_on(today()).values_list("account", "person")) if fresh else {}
    alone, made = held_out_of(campaign, fresh), 0
    for at in range(0, len(fresh), CHUNK):
        part = fresh[at : at + CHUNK]
        contacts = _contacts(part)
        rows = [
            CampaignMember(
                campaign=campaign, account_id=pk, contact=contacts.get(pk),
                person_id=owners.get(pk), is_held_out=pk in alone, entered_at=now, due_at=now,
            )
            for pk in part
        ]  # fmt: skip
        made += len(CampaignMember.objects.bulk_create(rows, ignore_conflicts=True))
    return made


def held_out_of(campaign: Campaign, accounts: Sequence[int]) -> set[int]:
    """Return who of those that enter together is left alone: the share, drawn by lot.

    A group has its share to the account, so that a small one is compared with somebody. Where the
    share of few is less than one, each is drawn by itself, as those of a live group come.
    """
    count = round(len(accounts) * campaign.held_out / 100)
    if not count:
        return {pk for pk in accounts if is_held_out(campaign, pk)}
    return set(sorted(accounts, key=lambda pk: _drawn(campaign, pk))[:count])


def is_held_out(campaign: Campaign, account: int) -> bool:
    """Return whether an account is left alone: drawn by its number, the same whenever asked."""
    return _drawn(campaign, account) < campaign.held_out


def _drawn(campaign: Campaign, account: int) -> float:
    """Return a number from 0 to 100 that nobody can choose."""
    return int(sha256(f"{campaign.pk} {account}".encode()).hexdigest()[:8], 16) / 2**32 * 100


def advance(campaign: Campaign, now: datetime) -> int:
    """Take every account as far as it goes now; return how many moved."""
    steps = {one.position: one for one in campaign.steps.filter(archived_at=None)}
    rows = campaign.members.treated().filter(state=STATES.ACTIVE, due_at__lte=now)
    members = list(rows.select_related("contact", "person", "activity", "account").order_by("pk"))
    people = {one.person_id for one in members if one.person_id is not None}
    first = max(today() + timedelta(days=1), campaign.starts_on)
    spread = Spread(people, first, campaign.ends_on, campaign.minutes_a_day)
    answered = _answered(campaign, members) if campaign.stops_on_answer else set()
    count = 0
    for one in members:
        before = (one.position, one.activity_id, one.has_no_time)
        if one.pk in answered:
            _leave([one], STATES.ANSWERED, None)
            count += 1
            continue
        with transaction.atomic():
            mine = CampaignMember.objects.select_for_update().filter(
                pk=one.pk, state=STATES.ACTIVE, position=before[0]
            )
            if mine.first() is not None:
                _go_on(one, steps, spread, now, campaign)
                one.save()
        count += (one.position, one.activity_id, one.has_no_time) != before
    return count


def _go_on(
    one: CampaignMember, steps: dict[int, CampaignStep], spread: Spread, now: datetime,
    campaign: Campaign,
) -> None:  # fmt: skip
    """Take one account from step to step until it has to wait for something."""
    for _step in range(MOST_STEPS):
        if one.activity is not None:
            if one.activity.is_open and one.activity.archived_at is None:
                return
            one.outcome, one.activity = one.activity.outcome, None
        following = min((at for at in steps if at > one.position), default=None)
        if following is None:
            one.state, one.left_at, one.due_at = STATES.DONE, now, None
            return
        step, before = steps[following], one.position
        one.position = following
        if step.kind == CampaignStep.Kind.WAIT:
            one.due_at = now + timedelta(days=step.days)
            if step.days:
                return
        elif step.kind == CampaignStep.Kind.BRANCH:
            if one.outcome == step.outcome:
                _jump(one, steps, step)
        else:
            try:
                one.left_out += not _do(one, step, spread, campaign)
            except NoTime:  # it waits for somebody's time, and asks again tomorrow
                one.position, one.has_no_time = before, True
                one.due_at = now + timedelta(days=1)
                return
            one.has_no_time = False


def _jump(one: CampaignMember, steps: dict[int, CampaignStep], step: CampaignStep) -> None:
    """Go on at a later step, or past the last."""
    one.position = max(steps) if step.goes_to is None else step.goes_to - 1


def _do(one: CampaignMember, step: CampaignStep, spread: Spread, campaign: Campaign) -> bool:
    """Plan an activity or write an e-mail; False where it may not be done, or nobody can.

    Raises ``NoTime`` where whoever is in charge has no hour left before the campaign ends.
    """
    channel = CHANNELS.get(step.kind)
    if channel is not None and one.contact is not None:
        mailing = channel is Channel.EMAIL
        if one.contact_id not in reachable([one.contact_id or 0], channel, mailing=mailing):
            return False
    if step.kind == CampaignStep.Kind.EMAIL:
        return _write(one, step)
    if one.person_id is None:
        return False
    at = spread.take(one.person_id, DOES[step.kind], step.minutes or 0)
    if at is None:
        raise NoTime
    values = {
        "kind": DOES[step.kind], "title": step.title or campaign.name, "account": one.account_id,
        "contacts": [one.contact_id] if one.contact_id else [], "owner": one.person_id, "at": at,
        "text": campaign.objective[:2000],
    }  # fmt: skip
    if step.kind == CampaignStep.Kind.VISIT:  # the week's plan finds its day and time
        values |= {"is_all_day": True, "at": first_moment(timezone.localdate(at))}
    elif step.minutes:
        values["ends_at"] = at + timedelta(minutes=step.minutes)
    try:
        one.activity = editing.create(values, campaign.owner)
    except ValidationError:  # whoever was in charge sees the account no more
        return False
    return True


def _write(one: CampaignMember, step: CampaignStep) -> bool:
    """Write by a template in the customer's language, in the name of who is in charge."""
    template = writing.template_for(step.template, one.contact)
    if one.contact is None or not one.contact.email or template is None or one.person is None:
        return False
    subject, text = (
        writing.filled(said, one.account, one.contact, one.person)
        for said in (template.subject, template.text)
    )
    try:
        writing.send(
            one.person, one.account, [one.contact.email], subject, text, contact=one.contact
        )
    except (writing.MayNotWrite, ValidationError):
        return False
    return True


def _answered(campaign: Campaign, members: list[CampaignMember]) -> set[int]:
    """Return which accounts wrote to us since they entered."""
    since = {one.account_id: (one.pk, one.entered_at) for one in members}
    first = min((one.entered_at for one in members), default=None)
    if first is None:
        return set()
    came = Email.objects.filter(
        is_outgoing=False, at__gt=first, activity__account__campaign_members__campaign=campaign
    )
    found = set()
    for account, at in came.values_list("activity__account", "at"):
        member, entered = since.get(account, (0, at))
        if member and at > entered:
            found.add(member)
    return found


def _leave(rows: Iterable[CampaignMember], state: str, actor: Any) -> None:
    """Let accounts leave; what is planned for them is called off."""
    for one in rows:
        mine = CampaignMember.objects.filter(pk=one.pk, state=STATES.ACTIVE)
        with transaction.atomic():
            left = mine.update(state=state, left_at=timezone.now(), due_at=None)
            if left and one.activity is not None and one.activity.is_open:
                editing.change(one.activity, None, {"state": Activity.State.CANCELLED}, actor)


def _segment(campaign: Campaign) -> list[int]:
    """Return the accounts of the group, as who is in charge of the campaign sees them.

    Raises ``CannotStart`` if a condition of the view cannot be understood: a group that is larger
    than meant would be written to.
    """
    view = campaign.segment
    if view is None:
        return []
    kind = find("account")
    asked = asking.read(QueryDict(view.query), kind.fields_for(campaign.owner))
    rows, problems = rows_for(kind, asked, campaign.owner)
    if problems or view.object_type != kind.key:
        raise CannotStart(" ".join(problems) or _("The target group is no view of accounts."))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _not_in(rows: Any, ids: list[int]) -> Any:
    """Return the members whose account is none of many."""
    kept = set(ids)
    gone = [pk for pk, account in rows.values_list("pk", "account") if account not in kept]
    return rows.filter(pk__in=gone[:CHUNK])


def _contacts(accounts: list[int]) -> dict[int, Contact]:
    """Return whom to turn to at each account: who decides, else the first with an address."""
    rows = Contact.objects.filter(account__in=accounts, archived_at=None, erased_at=None)
    found: dict[int, Contact] = {}
    for one in rows.filter(~Q(email="") | ~Q(phone="") | ~Q(mobile="")).order_by("pk"):
        if one.account_id not in found or (
            one.role == Contact.Role.DECIDES and found[one.account_id].role != one.role
        ):
            found[one.account_id] = one
    return found
