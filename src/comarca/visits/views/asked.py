"""What an address or a form asks for: days, times, people."""

from datetime import date, time

from django.http import HttpRequest

from comarca.base.dates import today


def asked(request: HttpRequest, name: str) -> str:
    """Return what was sent under a name, in the form or in the address."""
    return str(request.POST.get(name) or request.GET.get(name, ""))


def asked_day(request: HttpRequest, name: str) -> date:
    """Return the day that was asked for, today where it is none or nonsense."""
    try:
        return date.fromisoformat(asked(request, name))
    except ValueError:
        return today()


def asked_time(request: HttpRequest, name: str) -> time | None:
    """Return the time of day that was asked for; None where it is none or nonsense."""
    try:
        return time.fromisoformat(asked(request, name)).replace(
            second=0, microsecond=0, tzinfo=None
        )
    except ValueError:
        return None


def asked_number(request: HttpRequest, name: str) -> int:
    """Return a number that was sent; 0 where it is none."""
    said = asked(request, name)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0
