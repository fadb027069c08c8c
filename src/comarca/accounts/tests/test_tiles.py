import gzip
import time

import mapbox_vector_tile
import numpy as np
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from comarca.accounts import editing
from comarca.accounts.encoding import Property, encode_accounts
from comarca.accounts.ownership import assign
from comarca.accounts.points import build, in_tile_coordinates
from comarca.accounts.points_source import points_for
from comarca.accounts.tests.factories import make_account, make_layer, make_person, make_unit
from comarca.base.dates import today
from comarca.base.organisation import Organisation
from comarca.geography.mvt import encode_points

DEGREES = st.tuples(st.floats(-179.9, 179.9), st.floats(-84, 84))


def points(lonlat: list[tuple[float, float]]) -> object:
    lon, lat = np.array([p[0] for p in lonlat]), np.array([p[1] for p in lonlat])
    count = len(lonlat)
    ids = np.arange(count)
    return build(lon, lat, ids, {"owner": ids % 3})


@given(st.lists(DEGREES, min_size=1, max_size=40), st.integers(14, 20))
def test_every_point_is_in_exactly_the_tile_it_lies_in(
    lonlat: list[tuple[float, float]], z: int
) -> None:
    store = points(lonlat)
    for at in range(len(lonlat)):
        x, y = int(store.x[at] * (1 << z)), int(store.y[at] * (1 << z))
        chosen = store.in_tile(z, x, y)
        assert at in chosen
        places = np.stack([store.x[chosen], store.y[chosen]], axis=1)
        xy = in_tile_coordinates(places, z, x, y)
        assert ((xy >= 0) & (xy < 4096)).all()


@given(st.lists(DEGREES, min_size=1, max_size=200))
def test_a_thinned_world_still_shows_every_place(lonlat: list[tuple[float, float]]) -> None:
    store = points(lonlat)
    chosen = store.in_tile(0, 0, 0)
    cells = {(int(x * 128), int(y * 128)) for x, y in zip(store.x, store.y, strict=True)}
    drawn = [(int(store.x[i] * 128), int(store.y[i] * 128)) for i in chosen]
    assert sorted(drawn) == sorted(cells)


def test_a_tile_of_a_million_points_takes_milliseconds() -> None:
    chance = np.random.default_rng(1)
    count = 1_000_000
    ids = np.arange(count)
    store = build(
        chance.normal(-3.7, 2, count), chance.normal(40.4, 1.5, count), ids, {"owner": ids % 60}
    )
    store.in_tile(6, 31, 24)
    begun = time.perf_counter()
    for _ in range(20):
        chosen = store.in_tile(6, 31, 24)
    assert (time.perf_counter() - begun) / 20 < 0.02
    assert 0 < len(chosen) <= 128 * 128


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4095), st.integers(0, 4095), st.integers(1, 2**34),
            st.integers(0, 2), st.integers(1, 70_000),
        ),
        min_size=1, max_size=30,
    )
)  # fmt: skip
def test_the_fast_encoder_writes_what_the_slow_one_writes(
    rows: list[tuple[int, int, int, int, int]],
) -> None:
    x, y, ids, status, owner = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    statuses = ["customer", "prospect", "closed"]
    owners, which = np.unique(owner, return_inverse=True)
    properties = [Property("status", statuses, status), Property("owner", owners.tolist(), which)]
    fast = encode_accounts(np.stack([x, y], 1), ids, properties)
    slow = encode_points(
        "accounts", np.stack([x, y], 1), ids,
        [{"status": statuses[s], "owner": o} for _x, _y, _i, s, o in rows],
    )  # fmt: skip
    assert mapbox_vector_tile.decode(fast) == mapbox_vector_tile.decode(slow)


@given(st.lists(DEGREES, min_size=1, max_size=60), st.integers(0, 14), st.integers(1, 4))
def test_groups_and_lone_points_are_all_the_points(
    lonlat: list[tuple[float, float]], z: int, times: int
) -> None:
    store = points(lonlat * times * 3)
    x, y = int(store.x[0] * (1 << z)), int(store.y[0] * (1 << z))
    lone, counts, middle = store.grouped(z, x, y)
    everything = [
        at for at in range(len(store.ids))
        if (int(store.x[at] * (1 << z)), int(store.y[at] * (1 << z))) == (x, y)
    ]  # fmt: skip
    assert len(lone) + counts.sum() == len(everything)
    xy = in_tile_coordinates(middle, z, x, y)
    assert ((xy >= 0) & (xy <= 4096)).all()
    assert len(set(lone.tolist())) == len(lone)


@pytest.mark.django_db
def test_a_person_gets_only_their_accounts_and_changes_show_at_once(client: Client) -> None:
    Organisation.objects.create(name="Prueba")
    ana, eva = make_person("Ana"), make_person("Eva")
    account = make_account("Sol", lon=-3.7, lat=40.4, owner=ana)
    client.force_login(eva)
    answer = client.get("/accounts/tiles/0/0/0.mvt")
    assert gzip.decompress(answer.content) == b""
    assign([(account.pk, eva.pk)], today())
    answer = client.get("/accounts/tiles/12/2005/1544.mvt")
    tile = gzip.decompress(answer.content)
    assert b"accounts" in tile
    assert b"Sol" in tile
    again = client.get(
        "/accounts/tiles/12/2005/1544.mvt", headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304
    editing.change(account, 1, {"name": "Luna"}, eva)
    fresh = client.get(
        "/accounts/tiles/12/2005/1544.mvt", headers={"If-None-Match": answer["ETag"]}
    )
    assert b"Luna" in gzip.decompress(fresh.content)
    assert client.get("/accounts/tiles/3/9/9.mvt").status_code == 404


@pytest.mark.django_db
def test_an_account_without_coordinates_is_drawn_in_its_town() -> None:
    unit = make_unit(make_layer(), lon=-5.99, lat=37.39, area_km2=100)
    make_account(unit=unit)
    make_account()
    store, _version = points_for(None)
    assert len(store.ids) == 1
    assert abs(float(store.x[0]) - (-5.99 + 180) / 360) < 0.001
