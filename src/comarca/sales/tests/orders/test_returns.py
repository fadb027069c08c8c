"""What comes back of an order: never more than is left of a line, in any way of writing it."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages

from comarca.sales.models import OrderLine
from comarca.sales.orders import editing


@pytest.fixture
def line(team, account, products):
    order = editing.create({"account": account.pk, "ordered_on": date(2026, 3, 2)}, team["owner"])
    return editing.add_line(
        {"order": order.pk, "product": products["coffee"].pk, "quantity": Decimal(10),
         "price": Decimal(20)}, team["owner"],
    )  # fmt: skip


def sent(client, line, quantity):
    answer = client.post(f"/orders/lines/{line.pk}/return/", {"quantity": quantity})
    return [str(one) for one in get_messages(answer.wsgi_request)][-1]


@pytest.mark.parametrize(
    "quantity",
    ["", "0", "-1", "10.001", "0.0001", "0.0005", "2.00049", "NaN", "1e400", "9" * 30, "²", "ten"],
)
def test_what_cannot_come_back_is_refused_and_nothing_is_written(client, team, line, quantity):
    client.force_login(team["owner"])
    said = sent(client, line, quantity)
    assert said == "Say how many come back." or "0.001 to 10 can be returned" in said
    assert OrderLine.objects.count() == 1


def test_a_line_comes_back_in_parts_and_then_no_more(client, team, line):
    client.force_login(team["owner"])
    for quantity in ("2.5", "0.001", "7.499"):
        assert sent(client, line, quantity) == "The return is written."
    assert sent(client, line, "1") == "Nothing is left of this line that could be returned."
    line.order.refresh_from_db()
    assert line.order.net == 0
    returned = OrderLine.objects.exclude(pk=line.pk).first()
    assert "Nothing is left" in sent(client, returned, "1")


def test_a_thousand_is_a_thousand_in_the_readers_language(client, team, line):
    OrderLine.objects.filter(pk=line.pk).update(quantity=2000)
    team["owner"].language = "es"
    team["owner"].save()
    client.force_login(team["owner"])
    sent(client, line, "1.000")
    assert OrderLine.objects.exclude(pk=line.pk).get().quantity == -1000


def test_the_tax_of_an_order_has_one_name_on_its_page(client, team, line):
    client.force_login(team["owner"])
    body = client.get(f"/orders/{line.order_id}/").content.decode()
    assert '<dt class="col-4">VAT</dt>' in body
    assert ">Tax<" not in body
