"""JSON about places."""

from typing import Annotated

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from comarca.geography.models import Layer
from comarca.team.access import current

router = Router(tags=["geography"])
MOST_UNITS = 3000


class PostalUnits(Schema):
    """The units that some postal codes reach, and how many codes there are."""

    codes: int
    unit: list[int]


@router.get("/layers/{int:layer_id}/postal", response=PostalUnits)
def postal(
    request: HttpRequest, layer_id: int, code: Annotated[str, Query(pattern=r"^[\w \-]{2,12}$")]
) -> PostalUnits:
    """Return the units of a layer that a postal code reaches, or all that begin so."""
    layer = get_object_or_404(Layer.objects.visible_to(current(request)), pk=layer_id)
    rows = layer.postal_codes.filter(code__istartswith=code.strip())
    units = list(rows.order_by("unit").values_list("unit", flat=True).distinct()[:MOST_UNITS])
    return PostalUnits(codes=rows.values("code").distinct().count(), unit=units)
