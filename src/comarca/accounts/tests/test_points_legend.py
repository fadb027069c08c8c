"""What the map tells of the accounts: narrowed, grouped, sized, in figures and as a card."""

import gzip
from typing import Any

import mapbox_vector_tile
import pytest
from django.test import Client

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account, make_person
from comarca.base.dates import today
from comarca.base.organisation import Organisation
from comarca.team.models import Person

pytestmark = pytest.mark.django_db
MADRID = {"lon": -3.7, "lat": 40.4}
TILE = "/accounts/tiles/5/15/12.mvt"


@pytest.fixture
def ana() -> Person:
    """A representative with a bar, a shop that is only a prospect, and an account off the map."""
    Organisation.objects.create(name="Prueba", currency="EUR")
    person = make_person("Ana")
    last = today().year - 1
    make_account("Bar", owner=person, segment="A", potential=900, sales={last: 400}, **MADRID)
    make_account("Shop", owner=person, segment="B", status="prospect", lon=-3.5, lat=40.4)
    make_account("Nowhere", owner=person, segment="B")
    make_account("Another's", owner=make_person("Eva"), segment="C", sales={last: 90000}, **MADRID)
    return person


def tile(client: Client, query: str) -> list[dict[str, Any]]:
    answer = client.get(f"{TILE}?{query}")
    body = gzip.decompress(answer.content)
    return mapbox_vector_tile.decode(body)["accounts"]["features"] if body else []


def test_a_tile_shows_what_the_list_would_show_and_nothing_of_others(
    client: Client, ana: Person
) -> None:
    client.force_login(ana)
    everything = tile(client, "size=sales")
    assert sorted(one["properties"]["segment"] for one in everything) == ["A", "B"]
    # The largest of what Ana sees is drawn largest: another's sales say nothing here.
    assert {one["properties"]["segment"]: one["properties"]["size"] for one in everything} == {
        "A": 15, "B": 0,
    }  # fmt: skip
    [shop] = tile(client, "status__in=prospect")
    assert shop["properties"]["status"] == "prospect"
    assert tile(client, "segment=C") == []


def test_the_legend_counts_what_is_shown_and_names_what_is_not(client: Client, ana: Person) -> None:
    client.force_login(ana)
    said = client.get("/api/accounts/points?segment=B&nonsense__is=1").json()
    assert (said["count"], said["off_map"]) == (1, 1)
    assert said["problems"]
    assert [(one["key"], one["count"]) for one in said["by_segment"]] == [("B", 1)]
    assert [one["label"] for one in said["by_owner"]] == ["Ana"]
    everything = client.get("/api/accounts/points").json()
    assert (everything["count"], everything["off_map"]) == (2, 1)
    assert {one["key"]: one["largest"] for one in everything["sizes"]} == {
        "sales": 400, "potential": 900,
    }  # fmt: skip


def test_many_in_one_place_are_one_group_with_their_number(client: Client, ana: Person) -> None:
    for _ in range(12):
        make_account(owner=ana, **MADRID)
    client.force_login(ana)
    [group] = tile(client, "groups=all")
    assert group["properties"]["n"] == 14
    assert len(tile(client, "groups=all&segment=A")) == 1
    assert "n" not in tile(client, "groups=near")[0]["properties"]  # dots from afar


def test_a_card_tells_the_figures_of_one_account_to_who_may_see_it(
    client: Client, ana: Person
) -> None:
    client.force_login(ana)
    own = ana.ownerships.get(account__name="Bar").account_id
    card = client.get(f"/api/accounts/{own}/card").json()
    texts = [row["text"] for row in card["rows"]]
    assert card["name"] == "Bar"
    assert any(text in {"€900", "900\xa0€"} for text in texts)
    stranger = Account.objects.get(name="Another's")
    assert client.get(f"/api/accounts/{stranger.pk}/card").status_code == 404
