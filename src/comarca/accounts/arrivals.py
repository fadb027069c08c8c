"""Places the accounts that were there before the layer they belong on."""

from django.db import transaction
from django.utils.translation import ngettext

from comarca.accounts.freshness import touch
from comarca.accounts.grids import place_unplaced
from comarca.accounts.models import Site
from comarca.accounts.placing import place_site, working_layer
from comarca.geography.arrivals import on_arrival
from comarca.geography.models import Layer

BATCH = 2000


@on_arrival
def place_waiting(layer: Layer) -> str:
    """Place what has no unit: by its coordinates, else by its words; say how many are placed."""
    with transaction.atomic():
        placed = place_unplaced(layer)
        if working_layer() == layer:
            placed += _place_by_words()
        if placed:
            touch()
    if not placed:
        return ""
    sentence = ngettext(
        "{n} account that waited for a map is placed now.",
        "{n} accounts that waited for a map are placed now.",
        placed,
    )
    return sentence.format(n=placed)


def _place_by_words() -> int:
    sites = Site.objects.filter(unit__isnull=True).exclude(place="", postal_code="")
    placed = [site for site in sites.iterator(BATCH) if place_site(site)]
    Site.objects.bulk_update(placed, ["unit", "placed_by"], batch_size=BATCH)
    return len(placed)
