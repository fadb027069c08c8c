from datetime import date

import pytest
from django.utils import formats, translation


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [("es", "03/11/2026", "1.234,5"), ("en", "3 Nov 2026", "1,234.5")],
)
def test_dates_and_numbers_cannot_be_misread(language, day, number):
    with translation.override(language):
        assert formats.date_format(date(2026, 11, 3), "SHORT_DATE_FORMAT") == day
        shown = formats.number_format(1234.5, 1).replace("\N{NO-BREAK SPACE}", ".")
        assert shown == number
