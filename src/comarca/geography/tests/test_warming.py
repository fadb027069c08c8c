"""Tiles are cut before anybody looks, once, and only of layers that hold accounts."""

import pytest

from comarca.accounts.tests.factories import make_account
from comarca.base.files.derived import place
from comarca.base.jobs import Job
from comarca.geography.jobs import cut_tiles
from comarca.geography.tests.factories import make_grid_layer
from comarca.geography.tiles import name_of, units_of
from comarca.geography.warming import in_use, waiting, warm

pytestmark = pytest.mark.django_db


def test_what_is_looked_at_first_is_cut_once_and_the_ground_with_it():
    layer = make_grid_layer(2, 2)
    assert warm([layer], 0) == 0
    first = next(waiting(layer))
    assert first == ("units", (3, 3, 3))
    assert warm([layer], 60) > 0
    assert place(*units_of(layer), name_of(3, 3, 3)).exists()
    assert list(waiting(layer)) == []
    assert warm([layer], 60) == 0


def test_only_layers_with_accounts_are_cut_by_themselves():
    layer, _empty = make_grid_layer(1, 2), make_grid_layer(1, 1, code="empty")
    assert list(in_use()) == []
    make_account(unit=layer.units.first())
    assert list(in_use()) == [layer]


def test_cutting_gives_way_to_work_that_somebody_waits_for_and_goes_on_after_it():
    layer = make_grid_layer(2, 2)
    job = Job.ask("geography.tiles", {"layer": layer.pk})
    urgent = Job.ask("imports.preview", {})
    assert job.start()
    assert cut_tiles(job)["done"] == 1
    again = Job.objects.due().get(kind="geography.tiles")
    assert list(Job.objects.due()) == [urgent, again]
    urgent.cancel()
    assert again.start()
    cut_tiles(again)
    assert list(waiting(layer)) == []
