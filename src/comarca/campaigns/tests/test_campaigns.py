"""A campaign over a segment to its result: spread, forks, consent, answers, hold-out, access."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comarca.accounts.tests.factories import make_account
from comarca.activities import editing
from comarca.activities.forms import first_moment
from comarca.activities.mail.filing import receive
from comarca.activities.mail.parse import parse
from comarca.activities.models import Absence, Activity, Email, MailTemplate
from comarca.base.dates import today
from comarca.campaigns import running
from comarca.campaigns.models import Campaign, CampaignMember, CampaignStep
from comarca.campaigns.results import result_of
from comarca.contacts.models import Channel, Consent, Contact
from comarca.relations.models import Need
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team
from comarca.ui.lists.models import SavedView
from comarca.visits.planning import week as planning
from comarca.visits.reporting import report
from comarca.visits.requested import requests


@pytest.fixture
def team(db):
    company = make_company()
    company.language = "en"
    company.save()
    return make_team()


@pytest.fixture
def accounts(team):
    found = [make_account(f"Bar {n}", owner=team["owner"], segment="A") for n in range(20)]
    for n, one in enumerate(found):
        Contact.objects.create(account=one, name=f"Ana {n}", email=f"a{n}@sol.example")
    make_account("Shop", owner=team["owner"], segment="B")
    return found


@pytest.fixture
def campaign(team, accounts):
    view = SavedView.objects.create(
        object_type="account", name="A", query="segment__is=A", owner=team["manager"]
    )
    made = Campaign.objects.create(
        name="Coffee", segment=view, starts_on=today() - timedelta(days=1), held_out=25,
        minutes_a_day=45,
        ends_on=today() + timedelta(days=90), owner=team["manager"],
    )  # fmt: skip
    steps = ((1, "call", {"title": "Coffee?"}), (2, "branch", {"outcome": "bad"}),
             (3, "wait", {"days": 5}), (4, "visit", {"title": "Tasting"}))  # fmt: skip
    for position, kind, more in steps:
        CampaignStep.objects.create(campaign=made, position=position, kind=kind, **more)
    return made


def planned(**more):
    return Activity.objects.filter(state="planned", **more)


def test_steps_are_spread_over_the_days_that_a_person_has_room(team, campaign):
    away = today() + timedelta(days=1)
    Absence.objects.create(person=team["owner"], first_day=away, back_on=away + timedelta(days=3))
    running.start(campaign, team["manager"])
    running.run(campaign := Campaign.objects.get())
    treated = CampaignMember.objects.treated()
    assert planned().count() == treated.count() == 15  # a quarter of 20 is left alone
    assert CampaignMember.objects.count() == 20
    days = [timezone.localtime(at).date() for at in planned().values_list("at", flat=True)]
    assert max(days.count(day) for day in days) == 3
    assert all(day.weekday() < 5 and day >= away + timedelta(days=3) for day in days)
    running.run(campaign)
    assert planned().count() == treated.count()  # nobody is called twice


def test_what_follows_depends_on_the_outcome(team, campaign):
    running.start(campaign, team["manager"])
    running.run(campaign := Campaign.objects.get())
    bad, good = planned(kind="call").order_by("pk")[:2]
    editing.complete(bad, team["owner"], outcome="bad")
    editing.complete(good, team["owner"], outcome="good")
    running.run(campaign)
    states = dict(CampaignMember.objects.values_list("account", "state"))
    assert (states[bad.account_id], states[good.account_id]) == ("done", "active")
    assert not planned(kind="visit").exists()
    running.advance(campaign, timezone.now() + timedelta(days=5, minutes=1))
    assert planned(kind="visit").get().account == good.account


def test_visits_are_placed_by_the_week_of_who_serves_the_account(team, campaign, monkeypatch):
    monkeypatch.setattr(planning, "SECONDS_EACH", 0.05)
    coming = today() - timedelta(days=today().weekday()) + timedelta(days=7)
    CampaignStep.objects.exclude(kind="visit").delete()
    Campaign.objects.update(held_out=0, minutes_a_day=None)
    Person.objects.filter(pk=team["owner"].pk).update(home_lon=-3.7, home_lat=40.4)
    running.start(Campaign.objects.get(), team["manager"])
    running.run(campaign := Campaign.objects.get())
    served, far = planned(kind="visit").order_by("account")[:2]
    for one in (served, far):
        lon = -3.71 if one == served else -15.4
        one.account.sites.update(lon=lon, lat=40.41)
    begins = first_moment(coming + timedelta(days=1))
    planned(kind="visit").update(at=begins)
    (week,) = planning.propose([Person.objects.get(pk=team["owner"].pk)], coming, team["manager"])
    visit = week.visits.get(account=served.account)
    assert (visit.state, visit.request) == ("planned", served)
    assert visit.day > coming  # not before its days begin
    assert week.visits.get(account=far.account).state == "left_out"  # this time: two weeks to go
    report(visit, team["owner"], outcome="good")
    assert running.run(campaign) == 1
    member = CampaignMember.objects.get(account=served.account)
    assert (member.state, member.outcome) == ("done", "good")
    CampaignStep.objects.update(within=2)
    (far_one,) = requests([far.account_id], coming).values()
    assert far_one.is_required  # its last chance
    running.stop(campaign, team["manager"])
    assert requests([far.account_id], coming) == {}


def test_consent_is_asked_and_an_answer_stops(team, accounts, campaign):
    CampaignStep.objects.all().delete()
    MailTemplate.objects.create(name="Coffee", language="en", subject="S", text="Dear {contact}")
    CampaignStep.objects.create(campaign=campaign, position=1, kind="email", template="Coffee")
    CampaignStep.objects.create(campaign=campaign, position=2, kind="wait", days=3)
    Campaign.objects.update(held_out=0)
    yes, silent = Contact.objects.order_by("pk")[:2]
    Consent.objects.create(contact=yes, channel=Channel.EMAIL, answer="yes", said_on=today())
    running.start(Campaign.objects.get(), team["manager"])
    running.run(campaign := Campaign.objects.get())
    (sent,) = Email.objects.filter(is_outgoing=True)
    assert (sent.contact, sent.text) == (yes, "Dear Ana 0")
    assert CampaignMember.objects.get(account=silent.account).left_out == 1
    raw = f"From: {yes.email}\r\nMessage-ID: <1@x>\r\nSubject: Yes\r\n\r\nCome by"
    CampaignMember.objects.update(due_at=timezone.now(), entered_at=timezone.now() - timedelta(1))
    receive(parse(raw.encode()), None)
    running.run(campaign)
    assert CampaignMember.objects.get(account=yes.account).state == "answered"


def test_a_live_group_lets_accounts_in_and_out(team, accounts, campaign):
    Campaign.objects.update(is_live=True, held_out=0)
    running.start(Campaign.objects.get(), team["manager"])
    running.run(campaign := Campaign.objects.get())
    gone = accounts[0]
    gone.segment = "B"
    gone.save()
    make_account("New", owner=team["owner"], segment="A")
    running.run(campaign)
    assert CampaignMember.objects.get(account=gone).state == "left"
    assert Activity.objects.get(account=gone).state == "cancelled"
    assert CampaignMember.objects.filter(account__name="New", activity__isnull=False).exists()
    running.stop(campaign, team["manager"])
    assert not planned().exists()


def test_the_result_stands_beside_the_hold_out_group(client, team, campaign):
    running.start(campaign, team["manager"])
    reached = CampaignMember.objects.treated()[:6]
    for one in reached:
        Need.objects.create(title="Coffee", account=one.account)
    found = result_of(campaign)
    held = CampaignMember.objects.filter(is_held_out=True).count()
    assert (found.treated.n, found.treated.reached) == (20 - held, 6)
    assert (found.held_out.n, found.held_out.reached) == (held, 0)
    assert found.effect.low < found.effect.value == pytest.approx(600 / (20 - held))
    client.force_login(team["manager"])
    body = client.get(f"/campaigns/{campaign.pk}/").content.decode()
    assert "percentage points" in body


def test_a_group_that_cannot_be_read_as_it_was_meant_starts_nothing(client, team, campaign):
    SavedView.objects.update(query="segment__is=A&nonsense__is=1")
    with pytest.raises(running.CannotStart, match="nonsense"):
        running.start(campaign, team["manager"])
    assert not CampaignMember.objects.exists()
    client.force_login(team["manager"])
    client.post(f"/campaigns/{campaign.pk}/start/")
    assert Campaign.objects.get().state == "draft"


def test_who_may_do_what(client, team, campaign):
    view = campaign.segment_id
    base = f"/campaigns/{campaign.pk}/"
    for method, route, sent, statuses in (
        ("get", base, {}, {"manager": 200, "owner": 200, "reader": 200, "stranger": 200}),
        ("get", "/objects/campaign/new/", {}, {"manager": 200, "owner": 403, "reader": 403}),
        ("post", f"{base}group/", {"view": view},
         {"manager": 302, "owner": 403, "service": 403, "reader": 403}),
        ("post", f"{base}start/", {}, {"owner": 403, "reader": 403, "manager": 302}),
        ("post", f"{base}stop/", {}, {"owner": 403, "reader": 403, "manager": 302}),
    ):  # fmt: skip
        for who, status in statuses.items():
            client.force_login(team[who])
            assert getattr(client, method)(route, sent).status_code == status, (route, who)
    client.force_login(team["stranger"])
    assert "Bar 1" not in client.get("/objects/campaign_member/").content.decode()


@pytest.mark.parametrize("share", [0, 5, 25, 50])
@pytest.mark.parametrize("count", [1, 3, 20, 101])
def test_a_group_has_its_share_left_alone_and_few_are_drawn_each(campaign, count, share):
    campaign.held_out = share
    accounts = list(range(1000, 1000 + count))
    alone = running.held_out_of(campaign, accounts)
    assert alone == running.held_out_of(campaign, accounts[::-1])
    if round(count * share / 100):
        assert len(alone) == round(count * share / 100)
    else:
        assert alone == {pk for pk in accounts if running.is_held_out(campaign, pk)}
