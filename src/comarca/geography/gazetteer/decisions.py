"""Keeps what people decided about written places, so that nobody is asked twice."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from comarca.geography.gazetteer.evidence import Said
from comarca.geography.models import Layer, PlaceDecision
from comarca.geography.naming import fold

if TYPE_CHECKING:
    from comarca.team.models import Person

LONGEST = 400


def key_of(said: Said) -> str:
    """Return under which key the decision about some words is kept.

    >>> key_of(Said("Fuengirloa", "Málaga"))
    'fuengirloa|malaga|'
    """
    words = (fold(said.place), fold(said.province), said.postal_code.strip().upper())
    return "|".join(words)[:LONGEST]


def decided(layer: Layer) -> dict[str, int]:
    """Return the unit of every decision of a layer."""
    return dict(PlaceDecision.objects.filter(layer=layer).values_list("key", "unit_id"))


def remember(layer: Layer, units: Mapping[str, int], person: "Person | None") -> None:
    """Keep decisions; a later one about the same words counts."""
    PlaceDecision.objects.bulk_create(
        [
            PlaceDecision(layer=layer, key=key, unit_id=unit, decided_by=person)
            for key, unit in units.items()
        ],
        update_conflicts=True,
        unique_fields=["layer", "key"],
        update_fields=["unit", "decided_by", "decided_at"],
    )


def forget(layer: Layer, keys: Iterable[str]) -> None:
    """Take decisions back."""
    PlaceDecision.objects.filter(layer=layer, key__in=list(keys)).delete()
