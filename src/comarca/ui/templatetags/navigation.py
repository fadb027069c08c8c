"""The main navigation of a page."""

from typing import Any

from django import template

from comarca.ui.navigation import sections_for

register = template.Library()


@register.inclusion_tag("partials/navigation.html", takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, Any]:
    """List where this person may go and mark where they are."""
    return {"sections": sections_for(context["request"])}
