"""A day with its weekday, as the reader's language writes it."""

from datetime import date

from django import template
from django.utils.formats import date_format

register = template.Library()


@register.filter
def long_day(day: date) -> str:
    """Return a day in words without its year: "jueves, 26 de noviembre".

    Examples
    --------
    >>> long_day(date(2026, 11, 26))
    'Thursday, November 26'
    """
    return f"{date_format(day, 'l')}, {date_format(day, 'MONTH_DAY_FORMAT')}"
