from decimal import Decimal

import pytest

from comarca.accounts.models import AnnualSales
from comarca.accounts.tests.factories import make_account
from comarca.base.sums import ExactSum


@pytest.mark.django_db
def test_a_sum_of_decimals_has_no_noise():
    account = make_account("Bar Uno")
    amounts = ("2.00", "0.01", "-2.00")
    AnnualSales.objects.bulk_create(
        AnnualSales(account=account, year=2020 + n, amount=Decimal(one), currency="EUR")
        for n, one in enumerate(amounts)
    )
    rows = AnnualSales.objects.all()
    assert rows.aggregate(n=ExactSum("amount"))["n"] == Decimal("0.01")
    assert rows.values_list("currency").annotate(n=ExactSum("amount")).get()[1] == Decimal("0.01")
    assert rows.none().aggregate(n=ExactSum("amount"))["n"] is None
