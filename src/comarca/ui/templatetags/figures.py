"""Shows figures the way people read them: shares with a sign, deviations as bars."""

from typing import Any

from django import template
from django.utils import formats, translation
from django.utils.translation import gettext

register = template.Library()
HALF_WIDTH = 40.0
FULL_AT = 3.0


def share(value: float | str | None, digits: int = 1, *, sign: bool = False) -> str:
    """Write a share as a percentage in the reader's way: ``0.123`` is 12.3% or 12,3 %."""
    if value is None or isinstance(value, str):
        return "–"
    number = formats.number_format(round(abs(value) * 100, digits), digits)
    space = "" if (translation.get_language() or "").startswith("en") else "\u00a0"
    before = ("+" if value > 0 else "\u2212" if value < 0 else "±") if sign else ""
    if not sign and value < 0:
        before = "\u2212"
    return f"{before}{number}{space}%"


@register.filter
def percent(value: float | None, digits: int = 1) -> str:
    """Write a share as a percentage: ``{{ row.share|percent }}``."""
    return share(value, int(digits))


@register.filter
def signed_percent(value: float | None, digits: int = 1) -> str:
    """Write a deviation with its sign: ``{{ row.deviation|signed_percent }}``."""
    return share(value, int(digits), sign=True)


@register.inclusion_tag("partials/deviation.html")
def deviation(value: float | None, tolerance: float | None = None) -> dict[str, Any]:
    """Draw a deviation as a bar from the middle; beyond the tolerance it says so in words too."""
    limit = tolerance or 0.1
    over = value is not None and tolerance is not None and abs(value) > tolerance + 1e-9
    away = abs(value or 0.0)
    # The bar never fills: twice as far is always longer, and the tolerance stands at a third.
    length = away / (away + limit * (FULL_AT - 1)) * HALF_WIDTH
    mark = HALF_WIDTH / FULL_AT
    return {
        "known": value is not None,
        "text": share(value, sign=True),
        "over": over,
        "note": gettext("over tolerance") if over else "",
        "x": f"{HALF_WIDTH - (length if (value or 0) < 0 else 0):.2f}",
        "width": f"{length:.2f}",
        "low": f"{HALF_WIDTH - mark:.2f}",
        "high": f"{HALF_WIDTH + mark:.2f}",
    }
