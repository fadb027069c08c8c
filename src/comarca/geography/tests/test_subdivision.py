"""A unit that is cut into cells: made once, and told to every browser that keeps tiles."""

import pytest

from comarca.geography.models import GeoUnit
from comarca.geography.shapes import tiles_version
from comarca.geography.subdivision import subdivide
from comarca.geography.tests.factories import make_grid_layer

pytestmark = pytest.mark.django_db


def test_the_tiles_have_another_address_once_a_unit_is_cut():
    layer = make_grid_layer(1, 2)
    before = tiles_version(layer)
    cells = subdivide(layer.units.first())
    assert len(cells) > 1
    assert tiles_version(layer) != before


def test_a_unit_is_cut_once():
    unit = make_grid_layer(1, 2).units.first()
    cells = subdivide(unit)
    after = tiles_version(unit.layer)
    assert subdivide(unit) == cells
    assert GeoUnit.objects.filter(parent=unit).count() == len(cells)
    assert tiles_version(unit.layer) == after
