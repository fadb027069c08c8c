from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from comarca.imports.reading.day_order import Order, read_day

DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@given(days=st.lists(DAYS, max_size=5), proof=DAYS, first=st.sampled_from(["day", "month"]))
def test_a_column_that_says_its_order_is_read_as_it_was_written(days, proof, first) -> None:
    shape = "%d/%m/%Y" if first == "day" else "%m/%d/%Y"
    proof = proof.replace(day=28)
    cells = [day.strftime(shape) for day in (*days, proof)]
    order = Order.of(cells)
    assert order == first
    assert [read_day(cell, order) for cell in cells] == [*days, proof]


def test_what_could_be_two_days_is_not_guessed() -> None:
    with pytest.raises(ValidationError, match="either way round"):
        read_day("03/04/2026", Order.of(["03/04/2026", "05/06/2026"]))
    assert read_day("04/04/2026", Order.UNKNOWN) == date(2026, 4, 4)


@pytest.mark.parametrize("text", ["soon", "31/02/2026", "2026-13-01", "45", "1/2/26"])
def test_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="2026-12-31"):
        read_day(text, Order.DAY)


def test_an_iso_moment_is_its_day() -> None:
    day = date(2026, 2, 3)
    assert read_day(f"{day} 10:30", Order.UNKNOWN) == day
