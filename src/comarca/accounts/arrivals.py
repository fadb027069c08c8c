"""Places the accounts that were there before the layer they belong on."""

from django.db import transaction
from django.utils.translation import ngettext

from comarca.accounts.freshness import touch
from comarca.accounts.grids import place_unplaced
from comarca.accounts.models import Site
from comarca.accounts.placing import ByWords, working_layer
from comarca.geography.arrivals import on_arrival
from comarca.geography.models import Layer

BATCH = 2000


@on_arrival
def place_waiting(layer: Layer) -> str:
    """Place what has no unit: by its coordinates, else by its words; say how many are placed."""
    with transaction.atomic():
        placed = place_unplaced(layer)
    if working_layer() == layer:
        placed += _place_by_words(layer)
    if not placed:
        return ""
    touch()
    sentence = ngettext(
        "{n} account that waited for a map is placed now.",
        "{n} accounts that waited for a map are placed now.",
        placed,
    )
    return sentence.format(n=placed)


def _place_by_words(layer: Layer) -> int:
    """Place the sites that only words tell of, some thousands at a time: others may write."""
    waiting = Site.objects.filter(unit__isnull=True).exclude(place="", postal_code="")
    by_words, placed, last = ByWords(layer), 0, 0
    while part := list(waiting.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = part[-1].pk
        found = []
        for site in part:
            unit, way = by_words.find(site)
            if unit is not None:
                site.unit_id, site.placed_by = unit, way
                found.append(site)
        Site.objects.bulk_update(found, ["unit", "placed_by"])
        placed += len(found)
    return placed
