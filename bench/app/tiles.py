"""Tile times with a million accounts on the map."""

import sqlite3
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from running import Server

STEP = 1_000_000
MADRID = ((5, 15, 12), (8, 125, 96), (11, 1002, 770), (14, 8023, 6175))
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {})"
# What a map asks for: as it is, by status and size in groups, one segment, large accounts.
ASKED = (
    ("all", "groups=near"),
    ("size by potential, groups", "groups=all&size=potential"),
    ("prospects", "groups=all&status__in=prospect"),
    ("segment A, size by potential", "segment__is=A&size=potential"),
    ("potential of 1,000 and more", "potential__gte=1000&groups=near&size=potential"),
)


def multiply(data: Path, copies: int = 81) -> int:
    """Copy the demo's accounts (81 times: a million), each a little beside the first."""
    with sqlite3.connect(data / "db.sqlite3") as db:
        for table, changed in (
            ("accounts_account", {"id": f"id + i * {STEP}", "code": "''"}),
            (
                "accounts_site",
                {
                    "id": f"id + i * {STEP}",
                    "account_id": f"account_id + i * {STEP}",
                    "lon": "lon + (random() % 1000) / 40000.0",
                    "lat": "lat + (random() % 1000) / 40000.0",
                },
            ),
        ):
            names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            values = ", ".join(changed.get(name, f'"{name}"') for name in names)
            columns = ", ".join(f'"{name}"' for name in names)
            db.execute(
                f"INSERT INTO {table} ({columns}) {NUMBERS.format(copies)} "
                f"SELECT {values} FROM {table}, n"
            )
        count = db.execute("SELECT count(*) FROM accounts_site").fetchone()[0]
    return int(count)


class Visitor:
    """Somebody logged in, without a browser."""

    def __init__(self, server: Server, email: str, password: str) -> None:
        self.url = server.url
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(jar := CookieJar())
        )
        self.opener.open(f"{self.url}/account/login/").read()
        token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
        form = {"username": email, "password": password, "csrfmiddlewaretoken": token}
        self.opener.open(f"{self.url}/account/login/", urlencode(form).encode()).read()

    def get(self, path: str) -> tuple[float, int]:
        """Return the milliseconds and bytes of one answer."""
        began = time.perf_counter()
        request = urllib.request.Request(self.url + path, headers={"Accept-Encoding": "gzip"})  # noqa: S310
        body = self.opener.open(request).read()
        return (time.perf_counter() - began) * 1000, len(body)


def tile_times(visitor: Visitor, rounds: int) -> list[tuple[str, float, list[float], int]]:
    """Return for each zoom over Madrid: its tile, first time, later times (ms) and size."""
    answer = []
    for z, x, y in MADRID:
        path = f"/accounts/tiles/{z}/{x}/{y}.mvt?v=bench"
        first, size = visitor.get(path)
        later = [visitor.get(f"{path}{turn}")[0] for turn in range(rounds)]
        answer.append((f"{z}/{x}/{y}", first, later, size))
    return answer


def filter_times(visitor: Visitor, rounds: int) -> list[tuple[str, float, list[float], float]]:
    """Return for each question: its first tile, later tiles and its legend, all in ms.

    Every later tile is another one, or the first under another version: none is kept ready.
    """
    answer = []
    for name, query in ASKED:
        first, _size = visitor.get(f"/accounts/tiles/5/15/12.mvt?v=bench&{query}")
        later = [
            visitor.get(f"/accounts/tiles/{z}/{x}/{y}.mvt?v=bench{turn}&{query}")[0]
            for turn in range(rounds)
            for z, x, y in (*MADRID[1:], (6, 31, 24), (7, 62, 48))
        ]
        legend, _size = visitor.get(f"/api/accounts/points?{query}")
        answer.append((name, first, later, legend))
    return answer
