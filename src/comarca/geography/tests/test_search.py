"""A number in the search box is a postal code before it is an office's code."""

import pytest

from comarca.base.search import find, index, storage
from comarca.base.search.registry import providers
from comarca.geography.models import PostalCode
from comarca.geography.tests.factories import make_grid_layer
from comarca.team.models import Person

pytestmark = pytest.mark.django_db


def test_a_postal_code_goes_before_the_area_that_bears_it_as_its_code() -> None:
    storage.prepare(providers)
    layer = make_grid_layer(1, 2)
    aranjuez, madrid = layer.units.order_by("pk")
    aranjuez.code, aranjuez.name = "28013", "Aranjuez"
    aranjuez.save()
    madrid.code, madrid.name = "28079", "Madrid"
    madrid.save()
    PostalCode.objects.create(layer=layer, code="28013", unit=madrid)
    for kind in ("unit", "postal"):
        index.rebuild(kind)
    reader = Person.objects.create_user("r@example.com", name="R", role="read_only")
    first, *_rest = find(reader, "28013").hits
    assert (first.kind, first.detail) == ("postal", "Madrid")
