"""Asks the permissions table from a template: ``{% if user|may:"plans.edit" %}``."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def may(user: Any, action: str) -> bool:
    """Return whether a person may do an action; False for who is not logged in."""
    return bool(getattr(user, "is_authenticated", False) and user.may(action))
