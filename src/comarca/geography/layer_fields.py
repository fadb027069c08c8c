"""What a layer of areas is made of, as lists, files and the API show it."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.base.locales import countries
from comarca.base.objects import Field, Kind, ObjectType, Worked
from comarca.base.objects.fields import READ_ONLY
from comarca.geography.layer_names import levels
from comarca.geography.models import Layer


def _units() -> Count:
    """Return how many areas a layer has; the parts of a subdivided one do not count."""
    return Count("units", ~Q(units__level="cell"))


LAYER = ObjectType(
    key="layer",
    model=Layer,
    plural=_("layers"),
    icon="map",
    natural_key=("code", "name"),
    custom_fields=False,
    pages={"index": "geography:layers", "detail": "geography:layer", "create": "geography:upload"},
    fields=(
        Field(key="name", column=True, search=True, places=READ_ONLY),
        Field(key="code", search=True, places=READ_ONLY),
        Field(key="country", kind=Kind.CHOICE, choices=countries, column=True, places=READ_ONLY),
        Field(key="level", kind=Kind.CHOICE, choices=levels, places=READ_ONLY),
        Field(
            key="units", label=_("areas"), kind=Kind.INTEGER, column=True,
            source=Worked("geography.Layer", _units), places=READ_ONLY,
        ),
        Field(key="source", label=_("source"), column=True, places=READ_ONLY),
        Field(key="attribution", column=True, places=READ_ONLY),
        Field(key="is_ready", label=pgettext_lazy("layer", "ready"), column=True, places=READ_ONLY),
        Field(key="created_at", label=_("loaded on"), places=READ_ONLY),
    ),
)  # fmt: skip
