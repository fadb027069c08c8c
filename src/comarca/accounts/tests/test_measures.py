from decimal import Decimal

import pytest
from django.db.models import Count, F
from django.template import RequestContext, Template
from django.utils import timezone, translation

from comarca.accounts.measures import (
    MEASURES,
    KeyTaken,
    Measure,
    last_full_year,
    left_out,
    per_unit,
    register,
)
from comarca.accounts.tests.factories import make_account, make_layer, make_unit
from comarca.base.money import Money
from comarca.base.objects.custom import CustomField, CustomValue
from comarca.contacts.models import Contact
from comarca.team.models import Person

pytestmark = pytest.mark.django_db


def test_measures_add_up_by_unit_and_skip_closed_accounts() -> None:
    layer = make_layer()
    here, there = make_unit(layer), make_unit(layer)
    year = last_full_year()
    make_account(unit=here, workload_hours=10, visits_per_year=4, sales={year: 100, year - 1: 5})
    make_account(unit=here, workload_hours=2.5, potential=30)
    make_account(unit=there, workload_hours=99, status="closed", sales={year: 7})
    totals = per_unit(layer)
    assert totals["accounts"] == {here.pk: 2}
    assert totals["workload"] == {here.pk: 12.5}
    assert totals["visits"] == {here.pk: 4}
    assert totals["potential"] == {here.pk: 30}
    assert totals["sales"] == {here.pk: 100}


def test_a_subdivided_unit_counts_what_lies_in_its_parts() -> None:
    layer = make_layer()
    city = make_unit(layer)
    west, east = (make_unit(layer, parent=city, level="cell") for _ in range(2))
    make_account(unit=west, workload_hours=1, sales={last_full_year(): 2})
    make_account(unit=east, workload_hours=2)
    totals = per_unit([city.pk, west.pk])
    assert totals["workload"] == {city.pk: 3, west.pk: 1}
    assert totals["sales"] == {city.pk: 2, west.pk: 2}


def test_amounts_in_another_currency_are_left_out_and_told_not_added_up() -> None:
    layer = make_layer()
    here, year = make_unit(layer), last_full_year()
    make_account(unit=here, potential=100, sales={year: 10})
    abroad = make_account(unit=here, potential=7000, currency="USD", sales={year: 900})
    abroad.annual_sales.update(currency="USD")
    make_account(unit=here, potential=50, currency="MXN", status="closed")
    assert per_unit(layer)["potential"] == {here.pk: 100}
    assert per_unit(layer)["sales"] == {here.pk: 10}
    assert left_out() == {
        "potential": [Money(Decimal(7000), "USD")],
        "sales": [Money(Decimal(900), "USD")],
    }


def test_readers_of_all_accounts_are_told_what_is_left_out(rf) -> None:
    make_account(potential=7000, currency="USD")
    template = Template("{% load amounts %}{% left_out_amounts %}")
    told = {}
    for role in ("administrator", "rep"):
        request = rf.get("/")
        request.user = Person.objects.create_user(
            email=f"{role}@example.org", name=role, password="x" * 12, role=role
        )
        with translation.override("es"):
            told[role] = template.render(RequestContext(request, {"request": request}))
    assert "7000,00\u00a0US$" in told["administrator"].replace("7.000", "7000")
    assert told["rep"].strip() == ""


def _contacts(layers: list[int]):
    rows = Contact.objects.filter(account__sites__unit__layer__in=layers)
    return rows.values(at=F("account__sites__unit_id"))


def test_an_app_above_adds_a_measure_that_counts_by_unit_like_the_others(monkeypatch) -> None:
    monkeypatch.setattr(MEASURES, "registered", dict(MEASURES.registered))
    register(Measure("contacts", "Contacts", "", _contacts, Count, "pk"))
    layer = make_layer()
    here = make_unit(layer)
    account = make_account(unit=here, workload_hours=3)
    Contact.objects.bulk_create(Contact(account=account, name=name) for name in ("Ana", "Eva"))
    assert per_unit(layer)["contacts"] == {here.pk: 2}
    assert per_unit(layer)["workload"] == {here.pk: 3}
    with pytest.raises(KeyTaken):
        register(Measure("contacts", "Others", "", _contacts, Count, "pk"))


def test_measures_with_one_source_share_one_question(django_assert_num_queries) -> None:
    layer = make_layer()
    with django_assert_num_queries(11):  # the parts of subdivided units and own fields are two
        per_unit(layer)


def test_an_own_field_that_holds_figures_is_a_measure_unless_some_may_not_see_it() -> None:
    layer = make_layer()
    here, there = make_unit(layer), make_unit(layer)
    fields = {
        name: CustomField.objects.create(
            object_type="account", key=f"c_{name}", label=name, kind=kind, roles=roles
        )
        for name, kind, roles in (
            ("machines", "decimal", []),
            ("rent", "money", []),
            ("bonus", "money", ["administrator"]),
            ("slogan", "text", []),
        )
    }
    for unit, machines in ((here, 3), (here, 2.5), (there, -4), (there, None)):
        account = make_account(unit=unit)
        CustomValue.objects.create(field=fields["machines"], object_id=account.pk, number=machines)
    assert [key for key in MEASURES if key.startswith("c_")] == ["c_machines", "c_rent"]
    totals = per_unit(layer)
    assert totals["c_machines"] == {here.pk: 5.5}
    assert totals["c_rent"] == {}
    fields["machines"].retired_at = timezone.now()
    fields["machines"].save()
    assert "c_machines" not in MEASURES
