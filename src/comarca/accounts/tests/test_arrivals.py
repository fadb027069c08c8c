"""Accounts that were there before the map are placed when it comes, however it comes."""

from collections.abc import Callable
from typing import Any

import pytest

from comarca.accounts.models import Account, Site
from comarca.base.jobs import Job
from comarca.base.organisation import Organisation
from comarca.geography.jobs import load_pack
from comarca.geography.models import Layer
from comarca.web.cli import main

pytestmark = pytest.mark.django_db
TOWNS = {"Viña del Mar": "Viña del Mar", "Pto. Montt": "Puerto Montt", "Nowhere at all": ""}
POINT = (-70.65, -33.44)  # Santiago


@pytest.fixture
def waiting() -> list[Site]:
    """Accounts of a company in Chile, before it has a map: three by their town, one by a point."""
    Organisation.objects.update_or_create(
        pk=1, defaults={"name": "Andes", "country": "CL", "currency": "CLP"}
    )
    sites = [
        Site(account=Account.objects.create(name=town), is_main=True, place=town) for town in TOWNS
    ]
    alone = Account.objects.create(name="By its point")
    sites.append(Site(account=alone, is_main=True, lon=POINT[0], lat=POINT[1]))
    Site.objects.bulk_create(sites)
    return sites


def by_command() -> Any:
    return main(["geo", "load", "cl"])


def by_job() -> Any:
    job = Job.objects.create(kind="geography.load_pack", payload={"country": "cl", "stay": True})
    return load_pack(job)


@pytest.mark.parametrize("load", [by_command, by_job])
def test_they_are_placed_when_the_pack_is_loaded(
    waiting: list[Site], load: Callable[[], Any], capsys: pytest.CaptureFixture[str]
) -> None:
    said = load()
    for site in waiting:
        site.refresh_from_db()
    named = {site.place: site.unit.name if site.unit else "" for site in waiting[:3]}
    assert named == TOWNS
    assert waiting[3].unit is not None
    assert waiting[3].placed_by == Site.PlacedBy.COORDINATES
    assert "3 accounts that waited for a map are placed now." in f"{said}{capsys.readouterr().out}"


def test_another_countrys_map_takes_no_towns(waiting: list[Site]) -> None:
    Organisation.objects.update(country="PE")
    Layer.objects.create(code="own", name="Perú", country="PE", is_ready=True)
    by_command()
    assert Site.objects.filter(unit__isnull=False, placed_by="place").count() == 0
