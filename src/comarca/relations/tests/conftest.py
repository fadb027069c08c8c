"""A company, its people, an account with an owner, and one record of each kind about it."""

from datetime import date, timedelta
from typing import Any

import pytest

from comarca.accounts.models import Account
from comarca.base.dates import today
from comarca.contacts.tests.conftest import account, people  # noqa: F401
from comarca.contacts.tests.factories import make_contact
from comarca.relations.models import (
    AccountPlan,
    AccountTag,
    Agreement,
    Need,
    NeedFamily,
    PlanStep,
    ProductFamily,
    Promise,
    Tag,
)
from comarca.team.models import Person


@pytest.fixture
def records(people: dict[str, Person], account: Account) -> dict[str, Any]:  # noqa: F811
    rosa = make_contact(account, "Rosa Díaz")
    need = Need.objects.create(
        title="Sell more coffee", account=account, contact=rosa, evidence="She said so", value=1200
    )
    for name in ("Coffee", "Cleaning"):
        family = ProductFamily.objects.create(name=name)
        NeedFamily.objects.create(need=need, family=family)
    AccountTag.objects.create(account=account, tag=Tag.objects.create(name="Route 7"))
    plan = AccountPlan.objects.create(objective="Double the coffee", account=account)
    return {
        "need": need,
        "promise": Promise.objects.create(
            title="Send the samples", account=account, contact=rosa, promised_by=people["owner"],
            due_on=today() - timedelta(days=3),
        ),
        "account_plan": plan,
        "plan_step": PlanStep.objects.create(title="Tasting", account_plan=plan, account=account),
        "agreement": Agreement.objects.create(
            title="Prices 2026", account=account, valid_from=date(2026, 1, 1),
            valid_to=date(2027, 1, 1),
        ),
    }  # fmt: skip
