"""The history of orders by lines: read as it streams, previewed, written, taken back."""

from decimal import Decimal

import pytest
from django.utils import translation

from comarca.accounts.tests.factories import make_account
from comarca.base.jobs import Job
from comarca.imports.lifecycle.intake import keep
from comarca.imports.order_history import lifecycle
from comarca.imports.order_history.reading import LIMITS
from comarca.imports.reading import UnreadableFile
from comarca.relations.models import ProductFamily
from comarca.sales.models import MonthlyTotal, Order, OrderBatch, OrderLine, Product
from comarca.sales.orders import editing
from comarca.sales.orders.totals import sums_of_lines
from comarca.team.tests.people import make_team

SPANISH = """Pedido;Cuenta;Fecha;Producto;Cantidad;Precio;Descuento;IVA
P-1;S1;31/01/2026;C1;2;1.234,56;10;21
P-1;S1;31/01/2026;Tazas;1;3,335;;21
P-2;Bar Sol;15/02/2026;C1;-1;20,00;;10
P-3;Nadie;15/02/2026;C1;1;20,00;;
P-4;S1;15/02/2026;C1;mucho;20,00;;
P-1;S1;01/02/2026;C1;1;1,00;;
"""


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def account(team):
    family = ProductFamily.objects.create(name="Coffee")
    Product.objects.create(code="C1", name="Coffee", family=family)
    return make_account("Bar Sol", code="S1", owner=team["owner"])


def brought(person, text, encoding="utf-8"):
    kept = keep("orders.csv", [text.encode(encoding)], person, LIMITS)
    return OrderBatch.objects.create(
        file_name="orders.csv", made_by=person, summary={"path": kept.path}
    )


def test_a_spanish_file_is_previewed_written_and_taken_back(team, account):
    boss = team["administrator"]
    batch = brought(boss, SPANISH, "cp1252")
    told = lifecycle.preview(batch, boss)
    assert {key: told[key] for key in ("lines", "new", "errors", "orders")} == {
        "lines": 6, "new": 3, "errors": 3, "orders": 2,
    }  # fmt: skip
    problems = {one["row"]: one["problem"] for one in told["problems"]}
    assert "Nadie" in problems[5]
    assert "mucho" in problems[6]
    assert "earlier line" in problems[7]
    assert told["unknown_products"] == [("Tazas", 1)]
    assert not Order.objects.exists()

    assert lifecycle.apply(batch, boss) == {"lines": 3, "orders": 2}
    first = Order.objects.get(number="P-1")
    assert (first.owner, first.net) == (team["owner"], Decimal("2225.55"))  # 2222.208 + 3.335
    assert first.tax == Decimal("467.37")
    assert {(k, n, c) for k, n, c in sums_of_lines()} == {
        ((t.account_id, t.family_id, t.person_id, t.month, t.currency), t.net, t.lines)
        for t in MonthlyTotal.objects.all()
    }
    with pytest.raises(lifecycle.WrongState):
        lifecycle.apply(batch, boss)

    again = brought(boss, SPANISH)
    assert lifecycle.preview(again, boss)["known"] == 3
    assert lifecycle.apply(again, boss)["lines"] == 0

    editing.change(Order.objects.get(number="P-2"), None, {"state": "delivered"}, boss)
    assert lifecycle.undo(batch, boss) == {"orders": 1, "kept": 1}
    assert list(Order.objects.values_list("number", flat=True)) == ["P-2"]
    assert MonthlyTotal.objects.exclude(lines=0).count() == 1


def test_lines_of_one_order_may_come_in_several_parts(team, account, monkeypatch):
    monkeypatch.setattr(lifecycle, "CHUNK", 2)
    rows = "".join(f"P-{n % 2},S1,2026-01-31,0.10,21\n" for n in range(7))
    batch = brought(team["administrator"], f"Order,Account,Date,Net,Tax rate\n{rows}")
    lifecycle.preview(batch, team["administrator"])
    lifecycle.apply(batch, team["administrator"])
    assert dict(Order.objects.values_list("number", "total")) == {
        "P-0": Decimal("0.48"), "P-1": Decimal("0.36"),
    }  # fmt: skip
    assert OrderLine.objects.count() == 7


def test_what_was_cut_off_is_begun_again(team, account):
    boss = team["administrator"]
    batch = brought(boss, SPANISH)
    lifecycle.preview(batch, boss)
    OrderBatch.objects.filter(pk=batch.pk).update(state=OrderBatch.State.APPLYING)
    half = editing.create({"account": account.pk, "number": "P-1", "net": Decimal(1)}, boss)
    Order.objects.filter(pk=half.pk).update(batch=batch)
    batch.refresh_from_db()
    assert lifecycle.apply(batch, boss)["lines"] == 3
    assert Order.objects.get(number="P-1").lines.count() == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Pedido;Cuenta;Fecha\nP-1;S1;2026-01-31\n", "Net"),
        ("a;b\n1;2\n", "were not found"),
        ("\0\0\0", "not a text file"),
    ],
)
def test_a_file_that_is_none_says_what_it_lacks(team, account, text, said):
    batch = brought(team["administrator"], text)
    with pytest.raises(UnreadableFile, match=said):
        lifecycle.preview(batch, team["administrator"])


@pytest.mark.parametrize(
    ("who", "page", "one", "acts"),
    [("operations", 200, 200, 302), ("manager", 200, 404, 404), ("owner", 403, 404, 404),
     ("reader", 403, 404, 404)],
)  # fmt: skip
def test_who_brings_orders_in(client, team, account, who, page, one, acts):
    batch = brought(team["administrator"], SPANISH)
    lifecycle.preview(batch, team["administrator"])
    client.force_login(team[who])
    assert client.get("/imports/orders/").status_code == page
    assert client.get(f"/imports/orders/{batch.pk}/").status_code == one
    assert client.post(f"/imports/orders/{batch.pk}/apply/").status_code == acts
    assert Job.objects.filter(kind="orders.apply").exists() is (acts == 302)


def test_what_was_found_is_said_in_the_readers_language(client, team, account):
    batch = brought(team["administrator"], SPANISH, "cp1252")
    with translation.override("en"):
        lifecycle.preview(batch, team["administrator"])
    batch.refresh_from_db()
    assert "No account is called “Nadie”." in [one["problem"] for one in batch.summary["problems"]]
    client.force_login(team["administrator"])
    page = client.get(f"/imports/orders/{batch.pk}/", headers={"accept-language": "es"})
    text = page.content.decode()
    assert "Ninguna cuenta se llama «Nadie»." in text
    assert "Cantidad: «mucho» no es un número." in text
    assert "Pedido → Número" in text
    assert "31/01/2026" in text
