"""The demo's campaign: its group is who takes part, its path adds up, its result has intervals."""

from django.http import QueryDict

from comarca.accounts.tests.factories import make_account, make_person
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.objects import find
from comarca.campaigns import running
from comarca.campaigns.models import CampaignMember
from comarca.campaigns.results import result_of
from comarca.demo.campaign import make_campaign
from comarca.relations.models import Need, ProductFamily
from comarca.ui.lists import asked as asking
from comarca.ui.lists.rows import rows_for


def test_a_campaign_under_way_with_its_hold_out_group_and_result(db):
    boss = make_person("Boss", "sales_operations")
    ProductFamily.objects.create(name="Café y bebidas")
    owner = make_person()
    for number in range(120):
        make_account(f"Bar {number}", owner=owner, status="customer")
    campaign = make_campaign(today(), boss)
    kind = find("account")
    asked = asking.read(QueryDict(campaign.segment.query), kind.fields_for(boss))
    group = rows_for(kind, asked, boss)[0]
    members = CampaignMember.objects.all()
    assert set(group.values_list("pk", flat=True)) == set(members.values_list("account", flat=True))
    held = members.filter(is_held_out=True)
    assert 0.1 < held.count() / 120 < 0.4
    assert not Activity.objects.filter(account__in=held.values("account")).exists()
    assert {"active", "done"} <= set(
        members.filter(is_held_out=False).values_list("state", flat=True)
    )
    planned = Activity.objects.filter(state="planned")
    assert planned.exists()
    assert set(members.exclude(activity=None).values_list("activity", flat=True)) == set(
        planned.values_list("pk", flat=True)
    )
    assert not Activity.objects.filter(is_generated=False).exists()
    assert not Need.objects.filter(is_generated=False).exists()
    found = result_of(campaign)
    assert found.treated.reached > 0
    assert found.effect.low < found.effect.value < found.effect.high
    running.run(campaign)  # the worker goes on from where it stands


def test_nobody_to_choose_from_makes_none(db):
    assert make_campaign(today(), make_person("Boss", "sales_operations")) is None
