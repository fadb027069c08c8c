"""Draws what apps have registered for a place: ``{% panels "account" account %}``."""

from typing import Any

from django import template
from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString, mark_safe

from comarca.ui.actions import actions_of
from comarca.ui.panels import Panel, panels_of

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: dict[str, Any], place: str, target: Any = None) -> SafeString:
    """Draw the panels of a place; the lazy ones as a frame that fetches itself."""
    request = context["request"]
    parts = [_panel(panel, context, request, target) for panel in panels_of(place, request.user)]
    return mark_safe("".join(parts))  # noqa: S308 - rendered templates


def _panel(panel: Panel, context: Any, request: Any, target: Any) -> str:
    """Draw one panel. It knows what every page knows, and of this page nothing else."""
    if panel.lazy and target is not None:
        return render_to_string("ui/panel_waiting.html", {"panel": panel, "target": target})
    values = panel.context(request, target)
    if values is None:
        return ""
    values = {**values, "panel": panel}
    known = getattr(context, "_processors_index", None)  # where Django keeps it; not in a part
    if known is None:
        return render_to_string(panel.template, values, request)
    inner = context.new(context.dicts[known])
    inner.push(values)
    found: Any = get_template(panel.template)  # Django's wrapper, with its own template within
    return str(found.template.render(inner))


@register.inclusion_tag("ui/actions.html", takes_context=True)
def actions(
    context: dict[str, Any], place: str, target: Any = None, look: str = "btn"
) -> dict[str, Any]:
    """Draw the buttons of a place; with the look "menu-item", as entries of a menu."""
    request = context["request"]
    rows = [
        {"action": action, "address": action.address(target)}
        for action in actions_of(place, request, target)
    ]
    return {"rows": rows, "look": look}
