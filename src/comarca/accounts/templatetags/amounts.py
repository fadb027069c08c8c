"""Says which amounts a page leaves out because they are in another currency."""

from typing import Any

from django import template

from comarca.accounts.measures import MEASURES, left_out, own_currency

register = template.Library()


@register.inclusion_tag("accounts/left_out.html", takes_context=True)
def left_out_amounts(context: dict[str, Any]) -> dict[str, Any]:
    """Tell readers of all accounts what potential and sales do not contain; nothing to others."""
    user = context["request"].user
    if not user.reaches_all("records.read"):
        return {"rows": []}
    rows = [(MEASURES[key].label, amounts) for key, amounts in left_out().items() if amounts]
    return {"rows": rows, "own": own_currency()}
