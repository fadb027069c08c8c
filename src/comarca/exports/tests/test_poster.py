import pytest

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
