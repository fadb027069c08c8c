"""A company that sells two products to one account, with prices, taxes and an opportunity."""

from datetime import date
from decimal import Decimal

import pytest

from comarca.accounts.tests.factories import make_account
from comarca.base import writing
from comarca.base.objects import find
from comarca.contacts.tests.factories import make_contact
from comarca.relations.models import ProductFamily
from comarca.sales.models import Price, PriceList, Product, TaxRate
from comarca.sales.pipeline.starting import default_pipeline
from comarca.team.tests.people import make_company, make_team

BEGUN = date(2020, 1, 1)


@pytest.fixture
def team(db):
    company = make_company()
    company.language = "en"
    company.save()
    return make_team()


@pytest.fixture
def account(team):
    return make_account("Bar Sol", code="S1", owner=team["owner"], segment="A", country="ES")


@pytest.fixture
def contact(account):
    return make_contact(account, "Rosa Gil")


@pytest.fixture
def products(team):
    family = ProductFamily.objects.create(name="Coffee")
    coffee = Product.objects.create(
        code="C1", name="Coffee", family=family, unit="kg", price=Decimal(20), cost=Decimal(12)
    )
    cups = Product.objects.create(
        code="C2", name="Cups", unit="box", price=Decimal("3.335"), cost=Decimal(2),
        tax_class="reduced",
    )  # fmt: skip
    for tax_class, percent in (("standard", 21), ("reduced", 10)):
        TaxRate.objects.create(country="ES", tax_class=tax_class, percent=percent, valid_from=BEGUN)
    return {"coffee": coffee, "cups": cups}


@pytest.fixture
def price_list(products):
    made = PriceList.objects.create(name="General", valid_from=BEGUN)
    Price.objects.create(price_list=made, product=products["coffee"], amount=18)
    Price.objects.create(
        price_list=made, product=products["coffee"], min_quantity=10, amount=Decimal("16.5")
    )
    return made


@pytest.fixture
def pipeline(team):
    return default_pipeline()


@pytest.fixture
def stages(pipeline):
    return {stage.name: stage for stage in pipeline.stages.all()}


@pytest.fixture
def opportunity(team, account, pipeline):
    values = {"title": "Coffee corner", "account": account.pk, "value": Decimal(1000)}
    return writing.create(find("opportunity"), values, team["owner"])
