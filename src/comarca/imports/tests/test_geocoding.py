"""The street geocoder, against a real server on this machine that speaks its protocol."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs, urlparse

import pytest

from comarca.base.jobs import Job
from comarca.imports.tests.files import previewed, spanish, work
from comarca.team.models import Person

pytestmark = pytest.mark.usefixtures("spain")
MADRID = (-3.70, 40.42)


class Streets(BaseHTTPRequestHandler):
    """Knows one street of Madrid, and answers as Photon and as Nominatim do."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        address = urlparse(self.path)
        question = parse_qs(address.query)["q"][0]
        Streets.asked.append(question)
        known = "Calle Mayor" in question
        lon, lat = MADRID
        if address.path == "/api":
            feature = {
                "geometry": {"coordinates": [lon, lat]},
                "properties": {"name": "Calle Mayor", "country": "ES"},
            }
            body: object = {"features": [feature] if known else []}
        else:
            place = {"lon": str(lon), "lat": str(lat), "display_name": "Calle Mayor"}
            body = [place] if known else []
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    Streets.asked.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Streets)
    thread = Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()


FILE = spanish("1;Uno;Calle Mayor 1;Nadie lo sabe;;;;;;", "2;Dos;Otra;Tampoco;;;;;;")


@pytest.mark.parametrize("kind", ["photon", "nominatim"])
def test_streets_place_rows_that_had_no_place(settings, server, operations: Person, kind) -> None:
    settings.GEOCODER, settings.GEOCODER_URL = kind, server
    batch = previewed(FILE, operations)
    assert batch.summary["unplaced"] == 2
    job = work(Job.ask("imports.geocode", {"import": batch.pk}, operations))
    assert (job.state, job.result["placed"]) == (Job.State.DONE, 1)
    row = batch.rows.get(is_placed=True)
    assert (row.placed_by, row.values["lon"]) == ("geocoder", MADRID[0])
    assert "Calle Mayor 1, Nadie lo sabe" in Streets.asked


def test_a_geocoder_that_is_silent_is_said_once(settings, operations: Person) -> None:
    settings.GEOCODER, settings.GEOCODER_URL = "photon", "http://127.0.0.1:9"
    batch = previewed(FILE, operations)
    job = Job.ask("imports.geocode", {"import": batch.pk}, operations)
    with pytest.raises(RuntimeError, match="does not answer"):
        work(job)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
