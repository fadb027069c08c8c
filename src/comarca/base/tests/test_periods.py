"""Periods against every combination of days, on the coverages (no first day) and ownerships."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from comarca.accounts.models import Ownership
from comarca.accounts.tests.factories import make_account
from comarca.team.models import Person

pytestmark = pytest.mark.django_db
DAYS = [date(2026, 3, 1) + timedelta(days=n) for n in range(5)]


@pytest.fixture
def ownerships():
    person = Person.objects.create_user(email="ana@example.org", name="Ana", password="x" * 12)
    spans = [(a, b) for a, b in product(DAYS, [*DAYS, None]) if b is None or b > a]
    return Ownership.objects.bulk_create(
        Ownership(account=make_account(), person=person, valid_from=a, valid_to=b) for a, b in spans
    )


def days_of(row):
    return {d for d in DAYS if row.valid_from <= d and (row.valid_to is None or d < row.valid_to)}


def test_on_a_day(ownerships):
    for day in DAYS:
        wanted = {row.pk for row in ownerships if day in days_of(row)}
        assert set(Ownership.objects.on(day).values_list("pk", flat=True)) == wanted


def test_overlapping_a_period(ownerships):
    for first, until in product(DAYS, [*DAYS, None]):
        asked = {d for d in DAYS if first <= d and (until is None or d < until)}
        wanted = {row.pk for row in ownerships if asked & days_of(row)}
        if until is None:  # the period goes on after the last of our days
            wanted |= {row.pk for row in ownerships if row.valid_to is None}
        if asked:
            found = Ownership.objects.overlapping(first, until)
            assert set(found.values_list("pk", flat=True)) == wanted, (first, until)


def test_a_period_lasts_at_least_a_day(ownerships):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ownership.objects.filter(pk=ownerships[0].pk).update(valid_to=DAYS[0])
