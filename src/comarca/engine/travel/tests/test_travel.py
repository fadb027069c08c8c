"""Travel by estimate and over roads, with a real server on this machine."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comarca.engine.travel import Estimate, straight_km
from comarca.engine.travel.estimate import detour_of
from comarca.engine.travel.source import travel

PLACES = np.array([[-3.70, 40.40], [-3.60, 40.45], [-3.90, 40.30], [-3.75, 40.55], [-3.5, 40.5]])
lonlat = st.lists(st.tuples(st.floats(-10, 10), st.floats(30, 60)), min_size=1, max_size=12).map(
    np.array
)


class Roads(BaseHTTPRequestHandler):
    """Answers like Valhalla and OSRM: 1.5 times the straight line at 60 km/h."""

    lost: int | None = None
    broken = False
    cells = 0

    def log_message(self, *words):
        pass

    def _answer(self, rows, columns, kind):
        type(self).cells += len(rows) * len(columns)
        km = 1.5 * straight_km(np.array(rows), np.array(columns))
        minutes = km.copy()
        if type(self).lost is not None:
            bad = PLACES[type(self).lost]
            for i, a in enumerate(rows):
                for j, b in enumerate(columns):
                    if np.allclose(a, bad) != np.allclose(b, bad):
                        minutes[i, j] += 300
        if kind == "osrm":
            told = {"durations": (minutes * 60).tolist(), "distances": (km * 1000).tolist()}
        else:
            told = {
                "sources_to_targets": [
                    [{"time": m * 60, "distance": k} for m, k in zip(mm, kk, strict=True)]
                    for mm, kk in zip(minutes, km, strict=True)
                ]
            }
        body = b"nonsense" if type(self).broken else json.dumps(told).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        ends = [[(p["lon"], p["lat"]) for p in asked[key]] for key in ("sources", "targets")]
        self._answer(*ends, "valhalla")

    def do_GET(self):
        where, _, question = self.path.rpartition("/")[2].partition("?")
        points = [tuple(map(float, p.split(","))) for p in where.split(";")]
        chosen = dict(part.split("=") for part in question.split("&"))
        rows = [points[int(i)] for i in chosen["sources"].split(";")]
        columns = [points[int(i)] for i in chosen["destinations"].split(";")]
        self._answer(rows, columns, "osrm")


@pytest.fixture(autouse=True)
def _tables_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("COMARCA_TABLES", str(tmp_path / "tables"))


@pytest.fixture
def roads():
    Roads.lost, Roads.broken, Roads.cells = None, False, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Roads)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@given(lonlat)
def test_an_estimate_is_symmetric_positive_and_zero_at_home(places):
    table = Estimate().table(places)
    assert (table.minutes >= 0).all()
    assert np.allclose(table.minutes, table.minutes.T)
    assert (np.diag(table.minutes) == 0).all()


@given(lonlat, st.floats(1.0, 2.0))
def test_the_detour_is_found_again(places, detour):
    straight = straight_km(places)
    expected = detour if (straight >= 0.5).any() else Estimate().detour
    assert detour_of(straight, straight * detour) == pytest.approx(expected)


def test_town_traffic_is_slower():
    near = np.array([[0.0, 0.0], [0.01, 0.0]])
    crowd = np.vstack([near, np.random.default_rng(1).uniform(0, 0.01, (20, 2))])
    assert Estimate().table(crowd).minutes[0, 1] > Estimate().table(near).minutes[0, 1]


@pytest.mark.parametrize("wrong", [{"detour": 0.5}, {"town": 0.0}, {"open_road": 300.0}])
def test_an_impossible_estimate_is_refused(wrong):
    with pytest.raises(ValueError, match="must be between"):
        Estimate(**wrong)


@pytest.mark.parametrize("kind", ["valhalla", "osrm"])
def test_a_server_gives_roads(roads, kind):
    table = travel(kind, roads, Estimate(), PLACES)
    assert table.source == kind
    assert [one.code for one in table.notices] == ["fitted_detour"]
    assert table.notices[0].parameters["detour"] == pytest.approx(1.5, abs=1e-3)
    assert np.allclose(table.km, 1.5 * straight_km(PLACES), rtol=1e-3)
    assert np.allclose(table.minutes, table.km)


@pytest.mark.parametrize("kind", ["valhalla", "osrm"])
def test_more_places_than_one_question_holds(roads, kind):
    many = np.random.default_rng(2).uniform([-4, 40], [-3, 41], (73, 2)).round(5)
    table = travel(kind, roads, Estimate(), many)
    assert np.allclose(table.km, 1.5 * straight_km(many), rtol=1e-2, atol=0.01)


def test_a_badly_snapped_place_is_reported_and_estimated(roads):
    Roads.lost = 2
    table = travel("valhalla", roads, Estimate(), PLACES)
    assert [(one.code, one.places) for one in table.notices[:1]] == [("badly_snapped", (2,))]
    assert table.minutes[2].max() < 120
    assert np.allclose(table.minutes[0, 1], table.km[0, 1])


def test_nonsense_from_the_roads_falls_back_with_a_notice(roads):
    Roads.broken = True
    table = travel("osrm", roads, Estimate(), PLACES)
    assert table.source == "estimate"
    assert table.notices[0].code == "roads_failed"


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "file:///etc/passwd", "nowhere"])
def test_roads_out_of_reach_fall_back_with_a_notice(address):
    table = travel("valhalla", address, Estimate(), PLACES)
    assert table.source == "estimate"
    assert table.notices[0].code == "roads_failed"


@pytest.mark.parametrize("kind", ["valhalla", "osrm"])
def test_what_was_asked_once_is_kept_and_only_new_places_are_asked(roads, kind):
    first = travel(kind, roads, Estimate(), PLACES[:4])
    assert Roads.cells == 16
    again = travel(kind, roads, Estimate(), PLACES[:4])
    assert Roads.cells == 16
    assert np.array_equal(first.minutes, again.minutes)
    more = travel(kind, roads, Estimate(), PLACES[[4, 2, 0, 3, 1]])
    assert Roads.cells == 16 + 5 + 4
    assert np.allclose(more.km, 1.5 * straight_km(PLACES[[4, 2, 0, 3, 1]]), rtol=1e-3)


def test_the_detour_of_the_roads_serves_when_they_are_gone(roads):
    travel("osrm", roads, Estimate(), PLACES)
    Roads.broken = True
    elsewhere = PLACES + 1.0
    table = travel("osrm", roads, Estimate(), elsewhere)
    assert table.source == "estimate"
    assert table.notices[0].parameters["detour"] == pytest.approx(1.5, abs=1e-3)
    assert np.allclose(table.km, 1.5 * straight_km(elsewhere), rtol=1e-3)


def test_a_broken_or_old_table_is_asked_again(roads, tmp_path):
    travel("osrm", roads, Estimate(), PLACES)
    (path,) = (tmp_path / "tables").rglob("*.npz")
    path.write_bytes(b"PK nonsense")
    travel("osrm", roads, Estimate(), PLACES)
    assert Roads.cells == 50
    os.utime(path, (0, 0))
    travel("osrm", roads, Estimate(), PLACES)
    assert Roads.cells == 75
