"""Products discussed: links to the catalogue, words that it does not know, and where both show."""

import pytest

from comarca.sales.models import Product
from comarca.visits import products
from comarca.visits.models import Visit, VisitProduct, WeekPlan
from comarca.visits.tests.test_phone import tell


@pytest.fixture
def catalogue(db):
    rows = [("C1", "Café, molido", ""), ("O1", "Oven", "small"), ("O2", "Oven", "large"),
            ("T1", "Tea", "")]  # fmt: skip
    return [Product.objects.create(code=c, name=n, variant=v) for c, n, v in rows]


@pytest.fixture
def visit(week):
    WeekPlan.objects.update(state=WeekPlan.State.PUBLISHED)
    return week.visits.order_by("day", "order").first()


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ("Café, molido (C1); Oven · large (O2)", ["C1", "O2"], []),
        ("t1, tea\nCafé, molido", ["T1", "C1"], []),
        ("Oven", [], ["Oven"]),  # two have this name: nobody guesses which
        ("Tea, Rocket; ;,", ["T1"], ["Rocket"]),
        ("", [], []),
    ],
)
def test_what_a_text_names(catalogue, text, codes, unknown):
    found, words = products.read(text)
    assert ([one.code for one in found], words) == (codes, unknown)


def test_a_report_links_products_and_tells_them_on_the_account(client, team, visit, catalogue):
    client.force_login(team["owner"])
    tell(client, visit, outcome="good", products="Tea (T1); Rocket")
    tell(client, visit, seen=99, outcome="good", products="Tea (T1); Oven · small (O1)")
    visit.refresh_from_db()
    kept = VisitProduct.objects.filter(visit=visit).values_list("product__code", flat=True)
    assert (set(kept), visit.products) == ({"T1", "O1"}, "")
    tell(client, visit, seen=99, outcome="good", products="Tea (T1); Rocket")
    day = client.get(f"/visits/day/?on={visit.day}").content.decode()
    assert "Rocket (not in the catalogue)" in day
    assert 'value="Tea (T1); Rocket"' in day
    panel = client.get(f"/panels/account/products-discussed/{visit.account_id}/")
    assert "Products discussed" in panel.content.decode()
    assert ">Tea<" in panel.content.decode()
    timeline = client.get(f"/panels/account/timeline/{visit.account_id}/").content.decode()
    assert "Products: Tea, Rocket (not in the catalogue)" in timeline


def test_the_catalogue_goes_to_the_phone(client, team, catalogue):
    address = "/visits/day/products.json"
    assert client.get(address).status_code == 302
    client.force_login(team["owner"])
    Product.objects.filter(code="T1").update(archived_at="2026-01-01T00:00Z")
    assert client.get(address).json() == {
        "products": ["Café, molido (C1)", "Oven · small (O1)", "Oven · large (O2)"], "more": False,
    }  # fmt: skip
    assert Visit.objects.count() == 0
