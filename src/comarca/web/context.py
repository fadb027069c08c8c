"""What every page knows: the company and the program's version."""

from typing import Any

from django.http import HttpRequest

from comarca import __version__
from comarca.base.organisation import Organisation


def organisation(request: HttpRequest) -> dict[str, Any]:
    """Return the company for the page's frame."""
    known = getattr(request, "organisation", None)
    return {
        "organisation": known if known is not None else Organisation.current(),
        "version": __version__,
    }
