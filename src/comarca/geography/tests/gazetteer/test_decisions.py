import pytest

from comarca.geography.gazetteer import Said, decided, forget, key_of, remember
from comarca.geography.tests.factories import make_grid_layer

pytestmark = pytest.mark.django_db


def test_a_decision_is_kept_changed_and_taken_back() -> None:
    layer = make_grid_layer(1, 2)
    first, second = layer.units.order_by("pk")
    key = key_of(Said("Fuengirloa", "Málaga"))
    remember(layer, {key: first.pk}, None)
    remember(layer, {key: second.pk}, None)
    assert decided(layer) == {key_of(Said("FUENGIRLOA", "malaga")): second.pk}
    forget(layer, [key])
    assert decided(layer) == {}
