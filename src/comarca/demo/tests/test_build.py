import os
from decimal import Decimal
from unittest import mock

import pytest
from django.db.models import Count, Sum
from django.test import TestCase

from comarca.accounts.models import Account, AnnualSales, Ownership, Site
from comarca.base.dates import today
from comarca.base.organisation import Organisation
from comarca.contacts.models import Contact
from comarca.demo import build as building
from comarca.demo import pack
from comarca.demo.tests.conftest import PROVINCES, make_layer_of_stations
from comarca.relations.models import AccountPlan, Agreement, Need, Promise
from comarca.sales.models import (
    Concession,
    MonthlyTotal,
    Opportunity,
    Order,
    OrderLine,
    Preparation,
    PriceList,
    Product,
    Quote,
    QuoteAnswer,
    QuoteLink,
)
from comarca.team.models import Person
from comarca.territories.models import Coverage, Plan, UnitAssignment

LINES = 400


class OneCompany(TestCase):
    """What the demo builds, built once."""

    @classmethod
    def setUpTestData(cls):
        cls.steps, cls.layer = [], make_layer_of_stations()
        with mock.patch.dict(os.environ, {"COMARCA_DEMO_LINES": str(LINES)}):
            cls.company = building.build(cls.steps.append, cls.layer, PROVINCES)

    def test_everything_generated_is_marked(self):
        assert self.company.is_demo
        sold = (Product, PriceList, Opportunity, Quote, Order)
        for model in (Person, Account, Plan, Contact, Need, Promise, AccountPlan, Agreement, *sold):
            assert model.objects.exists()
            assert not model.objects.filter(is_generated=False).exists()

    def test_each_step_is_told(self):
        assert len(self.steps) == len(set(self.steps)) >= 3

    def test_sixty_representatives_four_managers_and_one_director(self):
        roles = dict(Person.objects.values_list("role").annotate(Count("pk")))
        assert roles["representative"] == 60
        assert roles["territory_manager"] == 5
        director = Person.objects.get(email="director@comarca.example")
        assert director.manager is None
        assert director.reports.filter(role="territory_manager").count() == 4
        managers = Person.objects.filter(role="representative").values("manager").distinct()
        assert managers.count() == 4

    def test_each_account_has_a_place_and_an_owner_today(self):
        accounts = Account.objects.count()
        assert accounts == len(pack.accounts(PROVINCES)) > 300
        assert Site.objects.filter(unit__isnull=False, is_main=True).count() == accounts
        assert Ownership.objects.on(today()).count() == accounts

    def test_sales_are_those_of_the_last_three_full_years(self):
        years = set(AnnualSales.objects.values_list("year", flat=True))
        assert years == {today().year - ago for ago in (1, 2, 3)}
        prospects = AnnualSales.objects.filter(account__status=Account.Status.PROSPECT)
        assert not prospects.exists()

    def test_the_orders_of_three_years_add_up(self):
        assert LINES * 0.8 < OrderLine.objects.count() <= LINES
        sums = [model.objects.aggregate(n=Sum("net"))["n"] for model in (OrderLine, MonthlyTotal)]
        assert sums[0] == sums[1] > 0
        assert Opportunity.objects.filter(stage__kind="won").exists()
        assert not Opportunity.objects.filter(states=None).exists()

    def test_quotes_stand_in_each_state_and_some_negotiations_are_prepared(self):
        states = set(Quote.objects.values_list("state", flat=True))
        assert {"draft", "waiting", "approved", "sent"} <= states
        assert QuoteLink.objects.filter(opened_at__isnull=False).exists()
        assert QuoteAnswer.objects.filter(kind="asked").exists()
        sheets = Preparation.objects.select_related("opportunity")
        assert sheets
        assert all(sheet.their_needs and sheet.opportunity.is_generated for sheet in sheets)
        assert Concession.objects.filter(state="made").exclude(came_back="").exists()

    def test_todays_territories_keep_the_owners_of_the_plan_in_force(self):
        plan = Plan.objects.in_force(today()).get()
        assert UnitAssignment.objects.filter(plan=plan, territory=None).count() == 0
        assert UnitAssignment.objects.filter(plan=plan).count() == self.layer.units.count()
        served = dict(
            Coverage.objects.filter(territory__plan=plan).values_list("territory", "person")
        )
        homes = dict(UnitAssignment.objects.filter(plan=plan).values_list("unit", "territory"))
        for unit, person in Ownership.objects.values_list("account__sites__unit", "person"):
            assert served[homes[unit]] == person

    def test_the_director_sees_all_accounts_and_a_representative_only_their_own(self):
        director = Person.objects.get(email="director@comarca.example")
        assert Account.objects.visible_to(director).count() == Account.objects.count()
        somebody = Ownership.objects.first().person
        mine = Account.objects.visible_to(somebody).count()
        assert 0 < mine < Account.objects.count()

    def test_the_same_data_gives_the_same_company(self):
        hours = Account.objects.aggregate(total=Sum("workload_hours"))["total"]
        expected = sum(Decimal(row["hours"]) for row in pack.accounts(PROVINCES))
        assert hours == expected


def test_the_demo_leaves_a_real_company_alone(db):
    assert not building.is_built()
    Organisation.objects.create(name="Mía, S.L.")
    with pytest.raises(building.NotTheDemo, match="COMARCA_DATA"):
        building.is_built()


def test_a_failed_build_leaves_nothing(layer, monkeypatch):
    def stop(step):
        if step != "People":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        building.build(stop, layer, PROVINCES)
    assert not Person.objects.exists()
    assert not building.is_built()
