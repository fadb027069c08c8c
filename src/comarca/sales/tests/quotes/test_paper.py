"""What a customer's paper says: the tax by its name, and who sells."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from comarca.base.organisation import Organisation
from comarca.sales.models import TaxRate
from comarca.sales.products import tax_names
from comarca.sales.quotes import editing, links, paper


@pytest.fixture
def quote(team, opportunity, products, price_list):
    made = editing.create({"opportunity": opportunity.pk}, team["owner"])
    head = editing.Head(made.current.valid_until)
    rows = [editing.Row(products[name].pk, Decimal(2)) for name in ("coffee", "cups")]
    return editing.write_draft(made, None, head, rows, team["owner"])


def taxes(quote, language):
    with translation.override(language):
        return [one["what"].split(" ")[0] for one in paper.content(quote.current)["taxes"]]


def test_the_tax_is_called_as_the_reader_calls_it(quote):
    assert taxes(quote, "es") == ["IVA", "IVA"]
    assert taxes(quote, "en") == ["VAT", "VAT"]
    TaxRate.objects.filter(tax_class="reduced").update(name="IGIC")
    assert taxes(quote, "es") == ["IGIC", "IVA"]


@pytest.mark.parametrize(
    ("country", "name"),
    [
        ("MX", "IVA"), ("PT", "IVA"), ("PE", "IGV"), ("US", "Impuesto sobre ventas"),
        ("", "Impuesto"),
    ],
)  # fmt: skip
def test_the_usual_name_is_that_of_the_country(country, name):
    with translation.override("es"):
        assert tax_names.usual(country) == name


def test_the_day_of_a_quote_is_the_companys_and_not_that_of_greenwich(quote):
    quote.current.made_at = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    with timezone.override("Europe/Madrid"), translation.override("es"):
        assert paper.content(quote.current)["day"] == "3 de marzo de 2026"
    with timezone.override("America/Lima"), translation.override("es"):
        assert paper.content(quote.current)["day"] == "2 de marzo de 2026"


def test_the_customer_reads_who_sells(client, team, quote):
    Organisation.objects.update(tax_id="B00000000", address="Calle Mayor, 1\n28001 Madrid")
    quote.state = "approved"
    quote.save()
    _sent, secret = links.send(quote, None, team["owner"])
    page = client.get(f"/q/{secret}/").content.decode()
    assert "NIF: B00000000" in page  # as the seller's country calls it
    assert "28001 Madrid" in page
    assert paper.pdf(quote.current).startswith(b"%PDF")
