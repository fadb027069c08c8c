"""Hands the map workspace what it needs to know before it asks the server."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString

from comarca.accounts.data_version import data_version
from comarca.territories.map.texts import MAP_TEXTS

register = template.Library()


@register.simple_tag(takes_context=True)
def map_island(context: dict[str, Any], plan: Any, proposal: Any = None) -> SafeString:
    """Write the plan, the settings and the words as data that no browser would run."""
    config = {
        "plan": plan.pk,
        "proposal": proposal.pk if proposal else None,
        "accountsVersion": f"{context['user'].pk}-{data_version()}",
        "attribution": plan.layer.attribution,
        "street": {
            "style": settings.STREET_STYLE_URL,
            "pmtiles": reverse("territories:street_map") if settings.PMTILES_FILE else "",
        },
    }
    words = {key: str(text) for key, text in MAP_TEXTS.items()}
    return json_script(config, "map-config") + json_script(words, "map-texts")


@register.simple_tag
def has_street_basemap() -> bool:
    """Return whether the administrator has set a street map."""
    return bool(settings.STREET_STYLE_URL or settings.PMTILES_FILE)
