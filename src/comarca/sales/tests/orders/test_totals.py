"""The monthly totals are the lines' sum, whatever happens to orders and lines."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comarca.accounts.duplicates import merging
from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.base import writing
from comarca.base.objects import find
from comarca.sales.models import MonthlyTotal, Order, OrderLine
from comarca.sales.orders import editing
from comarca.sales.orders.totals import rebuild, sums_of_lines

AMOUNTS = st.decimals("-999.99", "9999.99", places=2)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["order", "line", "change", "move", "cancel", "back", "return"]),
        st.integers(0, 3), AMOUNTS, st.integers(0, 2),
    ),
    min_size=1, max_size=10,
)  # fmt: skip


def kept():
    rows = MonthlyTotal.objects.exclude(lines=0).values_list(
        "account", "family", "person", "month", "currency", "net", "lines"
    )
    return {tuple(row[:5]): tuple(row[5:]) for row in rows}


def counted():
    return {key: (net, lines) for key, net, lines in sums_of_lines()}


def do(step, world):
    """Do one thing to the orders; what is refused changes nothing."""
    name, which, amount, other = step
    order = Order.objects.order_by("pk")[:4][which % max(Order.objects.count(), 1)]
    line = order.lines.order_by("pk").first()
    person, product = world["person"], [None, *world["products"]][other]
    if name == "order":
        values = {"account": world["accounts"][other % 2].pk, "net": amount,
                  "ordered_on": date(2026, 1 + which, 5)}  # fmt: skip
        writing.create(find("order"), values, person)
    elif name == "line":
        values = {"order": order.pk, "product": product and product.pk, "quantity": Decimal(2),
                  "net": amount}  # fmt: skip
        writing.create(find("order_line"), values, person)
    elif name == "change" and line is not None:
        writing.change(find("order_line"), line, None, {"net": amount}, person)
    elif name == "move":
        values = {"ordered_on": date(2026, 1 + other, 28), "owner": world["people"][other % 2].pk,
                  "account": world["accounts"][which % 2].pk}  # fmt: skip
        writing.change(find("order"), order, None, values, person)
    elif name in {"cancel", "back"}:
        state = "cancelled" if name == "cancel" else "open"
        writing.change(find("order"), order, None, {"state": state}, person)
    elif name == "return" and line is not None:
        editing.take_back(line, Decimal(1), person)


@pytest.fixture
def world(team, account, products):
    other = make_account("Bar Luna", owner=team["stranger"])
    return {
        "accounts": [account, other], "people": [team["owner"], team["stranger"]],
        "person": team["administrator"], "products": list(products.values()),
    }  # fmt: skip


@settings(max_examples=20)
@example([("order", 0, Decimal("2.00"), 0), ("order", 0, Decimal("0.01"), 0),
          ("return", 1, Decimal("0.00"), 0)])  # fmt: skip
@given(STEPS)
def test_they_are_always_equal_to_the_lines(world, steps):
    Order.objects.all().delete()
    MonthlyTotal.objects.all().delete()
    writing.create(
        find("order"), {"account": world["accounts"][0].pk, "net": Decimal(10)}, world["person"]
    )
    for step in steps:
        with suppress(ValidationError):
            do(step, world)
        assert kept() == counted()
    for order in Order.objects.all():
        assert order.net == sum((line.net for line in order.lines.all()), Decimal(0))
        assert order.total == order.net + order.tax
    before = kept()
    rebuild()
    assert kept() == before


def test_returns_never_give_back_more_than_was_bought(team, world):
    order = editing.create({"account": world["accounts"][0].pk}, team["owner"])
    values = {"order": order.pk, "product": world["products"][0].pk, "quantity": Decimal(3),
              "price": Decimal("3.335"), "tax_rate": Decimal(21)}  # fmt: skip
    line = editing.add_line(values, team["owner"])
    assert line.net == Decimal("10.01")  # 10.005, halves away from zero
    for _n in range(3):
        editing.take_back(line, Decimal(1), team["owner"])
    with pytest.raises(ValidationError, match="Nothing is left"):
        editing.take_back(line, Decimal(1), team["owner"])
    assert Order.objects.get(pk=order.pk).total == 0
    assert OrderLine.objects.filter(returns=line).count() == 3


@settings(max_examples=15)
@example(Decimal("0.05"), [1] * 9)  # each rounded alone, six of nine would give back 0.06
@given(st.decimals("0.01", "99.99", places=2), st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_returns_together_give_back_their_share_at_every_moment(world, net, parts):
    order = editing.create({"account": world["accounts"][0].pk}, world["person"])
    values = {"order": order.pk, "quantity": Decimal(sum(parts)), "net": net}
    line = writing.create(find("order_line"), values, world["person"])
    back = gone = Decimal(0)
    for part in parts:
        back -= editing.take_back(line, Decimal(part), world["person"]).net
        gone += part
        assert abs(back - net * gone / sum(parts)) <= Decimal("0.005")
        assert 0 <= back <= net
    assert back == net


def test_merged_accounts_bring_their_totals_together(team, world):
    for account in world["accounts"]:
        editing.create({"account": account.pk, "net": Decimal(7)}, team["administrator"])
    first, second = (Account.objects.get(pk=account.pk) for account in world["accounts"])
    made = merging.merge(first, second, [], team["administrator"])
    assert kept() == counted()
    assert {key[0] for key in kept()} == {first.pk}
    merging.undo(made, team["administrator"])
    assert kept() == counted()
    assert len({key[0] for key in kept()}) == 2
