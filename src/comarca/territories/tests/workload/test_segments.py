"""Visits and hours by segment, and segments from sales."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comarca.accounts.measures import sales_year
from comarca.accounts.models import Account, AnnualSales
from comarca.accounts.tests.factories import make_account
from comarca.base.dates import today
from comarca.base.events import Event
from comarca.base.jobs import Job
from comarca.base.organisation import Organisation
from comarca.territories.models import VisitStandard
from comarca.territories.workload.applying import apply_classes, apply_standards
from comarca.territories.workload.jobs import set_workload
from comarca.territories.workload.segments import classes_by_sales, segments

THIS = today().year


@pytest.fixture
def standards(company):
    VisitStandard.objects.create(segment="A", visits_per_year=12, minutes=45)
    VisitStandard.objects.create(segment="B", visits_per_year=4, minutes=30)


def test_accounts_without_hours_get_their_segments_and_keep_their_own_visits(standards, team):
    plain = make_account("Plain", segment="A")
    frequent = make_account("Frequent", segment="A", visits_per_year=24)
    known = make_account("Known", segment="B", workload_hours=9)
    other = make_account("Other", segment="Z")
    assert apply_standards(team["operations"], overwrite=False) == 2
    for account in (plain, frequent, known, other):
        account.refresh_from_db()
    assert (plain.visits_per_year, plain.workload_hours) == (12, 9)
    assert (frequent.visits_per_year, frequent.workload_hours) == (24, 18)
    assert (known.workload_hours, other.workload_hours) == (9, None)
    event = Event.objects.get(account_id=plain.pk, action="changed")
    assert event.actor == team["operations"]
    assert float(event.after["workload_hours"]) == 9


def test_doing_it_again_changes_nothing_and_overwriting_changes_the_rest(standards, team):
    make_account("Plain", segment="A")
    make_account("Known", segment="B", workload_hours=9)
    assert apply_standards(None, overwrite=False) == 1
    assert apply_standards(None, overwrite=False) == 0
    assert apply_standards(None, overwrite=True) == 1
    assert apply_standards(None, overwrite=True) == 0
    assert set(Account.objects.values_list("workload_hours", flat=True)) == {9, 2}


def sold(name: str, amount: int, year: int = THIS - 1) -> Account:
    account = make_account(name)
    AnnualSales.objects.create(account=account, year=year, amount=amount)
    return account


def test_the_first_eighty_per_cent_of_sales_are_class_a(company):
    accounts = [sold(f"Bar {n}", amount) for n, amount in enumerate((700, 150, 100, 40, 10))]
    found = classes_by_sales()
    assert [found[account.pk] for account in accounts] == ["A", "A", "B", "C", "C"]
    assert apply_classes(None, overwrite=False) == 5
    assert [segment.name for segment in segments()] == ["A", "B", "C"]


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=30))
def test_classes_never_give_a_smaller_account_the_better_class(db, amounts):
    AnnualSales.objects.all().delete()
    Account.objects.all().delete()
    made = {sold(f"Bar {n}", amount).pk: amount for n, amount in enumerate(amounts)}
    found = classes_by_sales()
    assert set(found) == set(made)
    ranked = sorted(made, key=lambda pk: (-made[pk], pk))
    assert [found[pk] for pk in ranked] == sorted(found[pk] for pk in ranked)


def test_the_last_year_with_sales_counts_unless_one_is_chosen(company):
    assert sales_year() == THIS - 1
    sold("Old", 5, THIS - 3)
    assert sales_year() == THIS - 3
    sold("Running", 5, THIS)
    assert sales_year() == THIS - 3
    Organisation.objects.update(sales_year=THIS)
    assert sales_year() == THIS


def test_the_page_keeps_what_is_set_and_writes_it_in_the_worker(client, team):
    account = make_account("Plain", segment="A")
    client.force_login(team["operations"])
    client.post("/plans/workload/", {"visits_0": "12", "minutes_0": "45", "act": "save"})
    page = client.get("/plans/workload/").content.decode()
    assert f"{THIS - 1}:" in page
    assert '<td class="num">9</td>' in page
    account.refresh_from_db()
    assert account.workload_hours is None
    client.post("/plans/workload/", {"visits_0": "12", "minutes_0": "45", "act": "apply"})
    assert set_workload(Job.objects.get())["accounts"] == 1
    account.refresh_from_db()
    assert account.workload_hours == Decimal(9)
    client.post("/plans/workload/", {"visits_0": "", "minutes_0": "45", "act": "save"})
    assert not VisitStandard.objects.exists()


def test_the_year_is_chosen_on_the_page(client, team):
    sold("Old", 5, THIS - 2)
    client.force_login(team["operations"])
    client.post("/plans/workload/", {"act": "year", "year": str(THIS - 2)})
    assert Organisation.current().sales_year == THIS - 2
    client.post("/plans/workload/", {"act": "year", "year": ""})
    assert Organisation.current().sales_year is None


@pytest.mark.parametrize(("who", "status"), [
    ("administrator", 200), ("operations", 200), ("manager", 403), ("owner", 403), ("reader", 403),
])  # fmt: skip
def test_who_sets_the_workload(client, team, who, status):
    client.force_login(team[who])
    assert client.get("/plans/workload/").status_code == status
