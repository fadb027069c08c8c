"""The one layer that accounts are placed on, whichever way they come."""

import pytest

from comarca.accounts.models import Site
from comarca.accounts.placing import place_site, working_layer
from comarca.accounts.tests.factories import make_account
from comarca.geography.models import Layer
from comarca.geography.tests.factories import make_grid_layer
from comarca.team.tests.people import make_company

pytestmark = pytest.mark.django_db


@pytest.fixture
def country() -> Layer:
    """The company's own country, loaded before somebody laid a grid over it."""
    make_company()
    layer = make_grid_layer(2, 2, code="es")
    Layer.objects.filter(pk=layer.pk).update(country="ES", source=Layer.Source.PACK)
    make_grid_layer(4, 4, step=0.05)
    return layer


def test_a_grid_beside_the_country_takes_no_accounts(country):
    assert working_layer() == country
    site = make_account("Bar Sol").sites.get()
    site.lon, site.lat = -4.95, 40.05
    assert place_site(site)
    assert (site.unit.layer, site.placed_by) == (country, Site.PlacedBy.COORDINATES)


def test_a_grid_alone_takes_them(country):
    country.delete()
    assert working_layer().source == Layer.Source.GRID
