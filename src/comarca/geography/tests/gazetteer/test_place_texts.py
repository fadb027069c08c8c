"""Districts, hamlets with a capital's name, short forms, bad codes: in six countries."""

from collections import Counter

import pytest

from comarca.geography.gazetteer import Resolver, Said
from comarca.geography.gazetteer.evidence import Reason
from comarca.geography.models import Layer
from comarca.geography.tests.gazetteer.conftest import real_layer
from comarca.geography.tests.gazetteer.texts import judged

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
FOUND_OR_FIRST = 0.97


def assert_next_to_nothing_is_wrong(resolver: Resolver, layer: Layer, most_wrong: int) -> None:
    names = dict(layer.units.values_list("pk", "name"))
    found = list(judged(resolver, layer.country, names))
    counted = Counter(how for _said, _meant, how in found)
    lost = [text for *text, how in found if how in {"wrong", "open"}]
    assert counted["wrong"] <= most_wrong, lost
    assert counted["right"] + counted["asked"] >= FOUND_OR_FIRST * len(found), lost


def test_spain(resolver: Resolver, spain: Layer) -> None:
    assert_next_to_nothing_is_wrong(resolver, spain, 2)


@pytest.mark.parametrize("country", ["PT", "CO", "MX", "CL", "US"])
def test_other_countries(country: str) -> None:
    layer = real_layer(country)
    assert_next_to_nothing_is_wrong(Resolver(layer), layer, 0)


@pytest.mark.parametrize("place", ["Milano", "El Cairo", "Medellín", "Lisboa", "Elvas", "Andorra"])
def test_a_well_known_city_elsewhere_is_no_hamlet_here(resolver: Resolver, place: str) -> None:
    assert resolver.resolve(Said(place)).unit is None


def test_a_city_elsewhere_is_not_thought_of_where_the_row_says_the_province(
    resolver: Resolver,
) -> None:
    assert resolver.resolve(Said("Medellín")).reason is Reason.ALSO_ABROAD
    assert resolver.resolve(Said("Medellín", "Badajoz")).unit is not None
    assert resolver.resolve(Said("Medellín", "", "06411")).unit is not None


def test_an_article_makes_it_another_place(resolver: Resolver, spain: Layer) -> None:
    names = dict(spain.units.values_list("pk", "name"))
    verdict = resolver.resolve(Said("La Moraleja", "Madrid"))
    assert verdict.unit is None
    assert names[verdict.candidates[0]] == "Alcobendas"


def test_a_seldom_name_a_letter_away_from_a_town_is_asked_about(
    resolver: Resolver, spain: Layer
) -> None:
    names = dict(spain.units.values_list("pk", "name"))
    verdict = resolver.resolve(Said("Villa Real"))
    assert verdict.unit is None
    assert {names[unit] for unit in verdict.candidates[:2]} == {"Ciudad Real", "Vila-real"}
