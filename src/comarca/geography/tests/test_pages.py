import gzip

import mapbox_vector_tile
import pytest
from django.urls import reverse

from comarca.base.organisation import Organisation
from comarca.geography.tests.factories import make_grid_layer
from comarca.team.models import Person

pytestmark = pytest.mark.django_db
ROLES = ["administrator", "territory_manager", "representative", "read_only"]


@pytest.fixture
def layer():
    Organisation.objects.create(name="Acme")
    return make_grid_layer()


def person(role):
    return Person.objects.create_user(f"{role}@acme.example", name=role, role=role)


def addresses(layer):
    return [
        reverse("geography:layers"),
        reverse("geography:layer", args=[layer.pk]),
        reverse("geography:unit_tile", args=[layer.pk, "1", 6, 31, 24]),
        reverse("geography:base_tile", args=[6, 31, 24]),
    ]


@pytest.mark.parametrize("role", ROLES)
def test_geography_is_open_to_everybody_inside(client, layer, role):
    client.force_login(person(role))
    assert [client.get(a).status_code for a in addresses(layer)] == [200] * 4


def test_geography_is_closed_to_strangers(client, layer):
    assert all(client.get(a).status_code in {302, 401} for a in addresses(layer))


def test_the_ground_shows_the_rivers_from_where_they_are_worth_drawing(client, layer):
    client.force_login(person("representative"))
    ebro = [reverse("geography:base_tile", args=place) for place in ([3, 3, 2], [7, 63, 47])]
    far, near = (
        mapbox_vector_tile.decode(gzip.decompress(client.get(one).content)) for one in ebro
    )
    assert near["rivers"]["features"]
    assert "land" in far


def test_a_tile_holds_the_units_by_their_id(client, layer):
    client.force_login(person("representative"))
    answer = client.get(reverse("geography:unit_tile", args=[layer.pk, "1", 6, 31, 24]))
    features = mapbox_vector_tile.decode(gzip.decompress(answer.content))["units"]["features"]
    assert {f["id"] for f in features} == set(layer.units.values_list("pk", flat=True))
    assert "immutable" in answer["Cache-Control"]


def test_a_tile_outside_the_world_does_not_exist(client, layer):
    client.force_login(person("representative"))
    assert client.get(reverse("geography:base_tile", args=[2, 9, 0])).status_code == 404


def test_a_layer_page_asks_as_often_for_many_units(client, layer, django_assert_num_queries):
    client.force_login(person("representative"))
    big = make_grid_layer(20, 50, code="big", west=0)
    for shown in (layer, big):
        client.get(reverse("geography:layer", args=[shown.pk]))
        with django_assert_num_queries(9):
            client.get(reverse("geography:layer", args=[shown.pk]))
