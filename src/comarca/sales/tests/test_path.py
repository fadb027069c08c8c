"""The thinnest whole path, by the verbs: need, opportunity, quote, order."""

from decimal import Decimal

import pytest

from comarca.base import writing
from comarca.base.dates import today
from comarca.base.objects import find
from comarca.relations.models import Need
from comarca.sales.models import MonthlyTotal, OpportunityLine
from comarca.sales.orders import editing as orders


@pytest.fixture
def need(account, team):
    return Need.objects.create(account=account, title="More coffee in the morning")


def test_from_a_need_to_an_order(team, account, need, products, price_list, pipeline):
    owner = team["owner"]
    values = {"title": "Corner", "account": account.pk, "need": need.pk, "products": [
        products["coffee"].pk, products["cups"].pk]}  # fmt: skip
    opportunity = writing.create(find("opportunity"), values, owner)
    need.refresh_from_db()
    assert need.state == Need.State.PROPOSED
    assert opportunity.value == Decimal("21.34")  # 18 from the list, 3.335 of its own
    line = OpportunityLine.objects.get(product=products["coffee"])
    writing.change(find("opportunity_line"), line, None, {"quantity": Decimal(10)}, owner)
    opportunity.refresh_from_db()
    assert opportunity.value == Decimal("168.34")

    quote = writing.create(find("quote"), {"opportunity": opportunity.pk}, owner)
    assert quote.account == account
    assert [str(one.net) for one in quote.current.lines.order_by("position")] == ["165.00", "3.34"]
    assert (quote.current.net, quote.current.tax) == (Decimal("168.34"), Decimal("34.98"))

    order = orders.from_quote(quote, owner)
    assert (order.net, order.total) == (quote.current.net, quote.current.total)
    totals = MonthlyTotal.objects.values_list("family__name", "person", "month", "net", "lines")
    month = today().replace(day=1)
    assert set(totals) == {
        ("Coffee", owner.pk, month, Decimal(165), 1), (None, owner.pk, month, Decimal("3.34"), 1),
    }  # fmt: skip
