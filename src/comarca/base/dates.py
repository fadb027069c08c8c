"""The company's calendar day."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """Return today's date in the company's time zone."""
    return timezone.localdate()
