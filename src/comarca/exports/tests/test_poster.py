import pytest
import shapely

from comarca.exports import poster
from comarca.exports.content import Content


@pytest.mark.parametrize(("key", "figures"), [("accounts", 1), ("workload", 2)])
def test_the_table_beside_the_map_shows_each_figure_once(plan, team, key, figures):
    plan.options = {"measures": [{"key": key, "tolerance": 0.1}]}
    plan.save()
    content = Content(plan, team["manager"])
    assert poster.measure_of(content) == key
    data = poster._data(content)
    assert len(data["heads"]) == len(set(data["heads"])) == 3 + figures
    assert {len(row["figures"]) for row in data["rows"]} == {figures}
    assert poster.write(content).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "folder", "told"),
    [("Αθήνα · Київ · Ávila", "", False), ("مدريد", "", True), ("東京 مدريد", "/fonts", False)],
)
def test_letters_without_a_font_are_told_on_the_sheet(plan, team, settings, name, folder, told):
    settings.FONTS_FOLDER = folder
    territory = plan.territories.order_by("code").first()
    territory.name = name
    territory.save()
    note = poster._data(Content(plan, team["manager"]))["note"]
    assert ("COMARCA_FONTS" in note) is told
    assert ("U+0645, U+062F" in note) is told


def test_the_land_around_is_there_on_every_continent():
    bogota, madrid = shapely.box(-75, 4, -73, 6), shapely.box(-4, 40, -3, 41)
    for here in (bogota, madrid):
        land = poster._land({1: here})
        assert shapely.union_all(land).contains(here)
